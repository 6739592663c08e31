import net from "node:net";
import type { Seen } from "./look-ports.ts";

const reasons: { readonly [code: string]: string } = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "its name is not known",
  EAI_AGAIN: "its name could not be looked up",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to its network",
  ECONNRESET: "it hung up",
};

/** Whether something takes a TCP connection at an address within the limit. Nothing is sent. */
export function connect(host: string, port: number, signal: AbortSignal): Promise<Seen> {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const settle = (outcome: Seen["outcome"], detail: string) => {
      signal.removeEventListener("abort", giveUp);
      socket.destroy();
      resolve({ outcome, detail, by: "tcp" });
    };
    const giveUp = () => settle("does-not-hold", "it did not answer in time");
    signal.addEventListener("abort", giveUp, { once: true });
    socket.once("connect", () => settle("holds", `connected to ${socket.remoteAddress}:${port}`));
    socket.once("error", (error: NodeJS.ErrnoException) => {
      const code = error.code ?? "";
      // A name that could not be looked up says nothing about the host.
      settle(code === "EAI_AGAIN" ? "unknown" : "does-not-hold", reasons[code] ?? error.message);
    });
    if (signal.aborted) giveUp();
  });
}
