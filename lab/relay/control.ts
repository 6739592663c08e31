import http, { type IncomingMessage } from "node:http";
import { type Answer, rememberAnswers } from "./answered-keys.ts";
import { ShapeError } from "./config.ts";
import type { Entrance } from "./entrance.ts";
import { parseEntranceOrder } from "./entrance-order.ts";
import { type Link, parseLinkOrder } from "./link.ts";

const bodyBytesMaximum = 64 * 1024;

export type Controlled = {
  readonly entrances: ReadonlyMap<string, Entrance>;
  readonly links: ReadonlyMap<string, Link>;
  /** Called after an order to an entrance was carried out and before it is answered. */
  readonly onEntranceOrder: () => void;
};

/**
 * The control interface: `GET /state`, `POST /entrances/{name}`, `POST /links/{name}`.
 * 200 the state after the order · 400 malformed · 404 no such name · 409 the generation has moved on
 * (with the state as it is) · 415 not JSON · 422 the key was used for another order.
 */
export function createControl(controlled: Controlled): http.Server {
  const memory = rememberAnswers();

  const order = async (request: IncomingMessage, path: string): Promise<Answer> => {
    // Asking for the media type keeps web pages of other origins out: theirs cannot send it without permission.
    if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
      return problem(415, "expected content-type application/json");
    }
    const content = parseBody(await readBody(request));
    // A precondition is about the moment, not about what is ordered: a repeated order may carry another.
    const { ifGeneration: _, ...lasting } = content as { readonly ifGeneration?: unknown };
    const identity = JSON.stringify([path, lasting]);
    const key = request.headers["idempotency-key"]?.toString();
    const known = key === undefined ? null : memory.find(key, identity);
    if (known === "other-content") return problem(422, "this Idempotency-Key was used for another order");
    if (known) return known;
    const answer = carryOut(controlled, path, content);
    if (key !== undefined && answer.status === 200) memory.keep(key, identity, answer);
    return answer;
  };

  return http.createServer({ keepAliveTimeout: 5_000 }, (request, response) => {
    const path = new URL(request.url ?? "/", "http://relay").pathname;
    const respond = ({ status, body }: Answer) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(`${body}\n`);
    };
    if (request.method === "GET" && path === "/state") return respond(answer(200, relayState(controlled)));
    if (request.method !== "POST") return respond(problem(404, `there is no ${request.method} ${path}`));
    order(request, path).then(respond, (error: Error) => {
      respond(problem(error instanceof ShapeError ? 400 : 500, error.message));
    });
  });
}

/** Everything a relay knows about itself, as `GET /state` gives it. */
export function relayState({ entrances, links }: Controlled) {
  return { entrances: states(entrances), links: states(links) };
}

function states<State>(items: ReadonlyMap<string, { readonly state: () => State }>): {
  readonly [name: string]: State;
} {
  return Object.fromEntries([...items].map(([name, item]) => [name, item.state()]));
}

function carryOut({ entrances, links, onEntranceOrder }: Controlled, path: string, content: unknown): Answer {
  const [, kind, name = ""] = path.split("/").map(decodeURIComponent);
  const entrance = kind === "entrances" ? entrances.get(name) : undefined;
  const link = kind === "links" ? links.get(name) : undefined;
  if (entrance) {
    const applied = entrance.apply(parseEntranceOrder(content, Object.keys(entrance.state().targets)));
    if (!applied) return answer(409, { error: "the generation has moved on", ...entrance.state() });
    onEntranceOrder();
    return answer(200, entrance.state());
  }
  if (!link) return problem(404, `there is no ${path}`);
  link.apply(parseLinkOrder(content));
  return answer(200, link.state());
}

function answer(status: number, body: object): Answer {
  return { status, body: JSON.stringify(body) };
}

function problem(status: number, error: string): Answer {
  return answer(status, { error });
}

function parseBody(text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ShapeError("order: not JSON");
  }
  if (typeof value !== "object" || value === null) throw new ShapeError("order: expected an object");
  return value;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMaximum) throw new ShapeError(`order: longer than ${bodyBytesMaximum} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
