import { createServer, type IncomingMessage, type Server as HttpServer } from "node:http";
import type { AddressInfo, Server } from "node:net";
import smpp, { type Pdu, type Session } from "smpp";
import { SMTPServer } from "smtp-server";

/** What a peer does with the next messages. */
export type Mood = "take" | "refuse" | "die-before-answer";

/** A real peer of a provider, on loopback. */
export type Peer = {
  readonly port: number;
  mood: Mood;
  /** What it has taken, as text. */
  readonly taken: readonly string[];
  close(): Promise<void>;
};

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const closed = (server: { close(done: () => void): unknown }) =>
  new Promise<void>((resolve) => void server.close(resolve));

/** A mail server that keeps what it is sent. */
export async function smtpPeer(): Promise<Peer> {
  const taken: string[] = [];
  const peer = { mood: "take" as Mood };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    closeTimeout: 100,
    onRcptTo: (_address, _session, done) =>
      done(peer.mood === "refuse" ? Object.assign(new Error("no such user"), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (part: Buffer) => (text += part.toString()));
      stream.on("end", () => {
        if (peer.mood === "die-before-answer") {
          for (const connection of server.connections) connection.close();
          return;
        }
        taken.push(text);
        done();
      });
      void session;
    },
  });
  server.on("error", () => {});
  const port = await listen(server.server);
  return Object.assign(peer, { port, taken, close: () => closed(server) });
}

/** A short message centre that sends receipts, and replies of people. */
export async function smppPeer(): Promise<
  Peer & { receipt(reference: string, state: string): void; reply(from: string, text: string): void }
> {
  const taken: string[] = [];
  const peer = { mood: "take" as Mood };
  let last: Session | null = null;
  const server = smpp.createServer((session) => {
    last = session;
    session.on("error", () => {});
    session.on("bind_transceiver", (pdu: Pdu) => session.send(pdu.response()));
    session.on("enquire_link", (pdu: Pdu) => session.send(pdu.response()));
    session.on("submit_sm", (pdu: Pdu) => {
      if (peer.mood === "die-before-answer") return session.destroy();
      if (peer.mood === "refuse") return void session.send(pdu.response({ command_status: 0x0b }));
      const { short_message: short, message_payload: long } = pdu;
      const field = typeof short === "object" && short.message ? short : long;
      taken.push(`${pdu.destination_addr}: ${String(typeof field === "object" ? field.message : field)}`);
      session.send(pdu.response({ message_id: String(taken.length) }));
    });
  });
  const port = await listen(server);
  return Object.assign(peer, {
    port,
    taken,
    receipt: (reference: string, state: string) =>
      void last?.deliver_sm({
        esm_class: 4,
        short_message: `id:${reference} sub:001 dlvrd:001 stat:${state} err:000`,
      }),
    reply: (from: string, text: string) => void last?.deliver_sm({ source_addr: from, short_message: text }),
    async close() {
      for (const session of server.sessions.slice()) session.destroy();
      await closed(server);
    },
  });
}

/** A receiver of webhooks; `answer` is what it says to a message it takes. */
export async function httpPeer(
  answer: object = {},
): Promise<Peer & { readonly requests: readonly IncomingMessage[] }> {
  const taken: string[] = [];
  const requests: IncomingMessage[] = [];
  const peer = { mood: "take" as Mood };
  const server: HttpServer = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      if (peer.mood === "die-before-answer") return request.socket.destroy();
      if (peer.mood === "refuse") return response.writeHead(403).end("not you");
      if (request.method === "POST") {
        taken.push(body);
        requests.push(request);
      }
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
  });
  const port = await listen(server);
  return Object.assign(peer, {
    port,
    taken,
    requests,
    async close() {
      server.closeAllConnections();
      await closed(server);
    },
  });
}
