import net from "node:net";

/** What a TCP port did: only `refused` shows that nobody listens. */
export type PortAnswer = "refused" | "accepted" | "silent";

/** Knocks once at a TCP port. */
export function knock(host: string, port: number, limitSeconds: number): Promise<PortAnswer> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const answer = (result: PortAnswer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(() => answer("silent"), limitSeconds * 1000);
    socket.once("connect", () => answer("accepted"));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      answer(error.code === "ECONNREFUSED" ? "refused" : "silent");
    });
  });
}
