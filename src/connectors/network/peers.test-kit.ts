import { execFileSync } from "node:child_process";
import dgram from "node:dgram";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import tls from "node:tls";

/** A name server that answers A questions from a table, and that there is no such name otherwise. */
export async function startNameServer(names: { readonly [name: string]: readonly string[] }) {
  const socket = dgram.createSocket("udp4");
  socket.on("message", (question, from) => socket.send(answerTo(question, names), from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    close: () => new Promise<void>((resolve) => socket.close(resolve)),
  };
}

/** A response to one question (RFC 1035, section 4), with the question as it came. */
function answerTo(question: Buffer, names: { readonly [name: string]: readonly string[] }): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.subarray(at + 1, at + 1 + length).toString("latin1"));
    at += 1 + length;
  }
  const asked = question.subarray(12, at + 5);
  const addresses = names[labels.join(".").toLowerCase()];
  const header = Buffer.alloc(12);
  question.copy(header, 0, 0, 2);
  header.writeUInt16BE(addresses === undefined ? 0x81_83 : 0x81_80, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(addresses?.length ?? 0, 6);
  const records = (addresses ?? []).map((address) => {
    const record = Buffer.alloc(16);
    record.writeUInt16BE(0xc0_0c, 0);
    record.writeUInt16BE(1, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(5, 6);
    record.writeUInt16BE(4, 10);
    Buffer.from(address.split(".").map(Number)).copy(record, 12);
    return record;
  });
  return Buffer.concat([header, asked, ...records]);
}

/** A certificate for `localhost` that ends in so many days, with its key; made by openssl. */
export function certificate(days: number): { readonly cert: string; readonly key: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-tls-"));
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const made = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", String(days)];
  execFileSync("openssl", ["req", "-x509", ...made, "-keyout", key, "-out", cert, ...names], {
    stdio: "ignore",
  });
  const read = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  rmSync(folder, { recursive: true });
  return read;
}

/** A TLS server on the loopback whose certificate ends in so many days. */
export async function startTlsServer(days: number) {
  const { cert, key } = certificate(days);
  const server = tls.createServer({ cert, key }, (socket) => socket.on("error", () => {}));
  server.on("tlsClientError", () => {});
  const { port, close } = await listening(server);
  return { port, cert, close };
}

/** Something that takes connections and says nothing. */
export const startListener = () => listening(net.createServer((socket) => socket.on("error", () => {})));

async function listening(server: net.Server) {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
