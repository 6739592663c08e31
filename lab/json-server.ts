import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { isJsonObject, type JsonObject } from "#core/model/json.ts";
import { reasonOf } from "./lab-error.ts";

export type JsonRequest = {
  /** What stands in the place of `{name}` in the route's path. */
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
};

export type JsonAnswer = { readonly status: number; readonly body: object };

/** Routes by method and path, such as `GET /orders/{name}`; one `{name}` at the end is the only variable. */
export type JsonRoutes = {
  readonly [route: string]: (request: JsonRequest) => JsonAnswer | Promise<JsonAnswer>;
};

const bodyBytesMax = 64 * 1024;

/** Serves JSON on 127.0.0.1; resolves when it listens, rejects when it cannot. `close` ends at once. */
export async function serveJson(port: number, routes: JsonRoutes): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    void respond(routes, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  routes: JsonRoutes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await answerTo(routes, request).catch((error: unknown) => ({
    status: 500,
    body: { reason: reasonOf(error) },
  }));
  if (response.destroyed) return;
  const text = JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

async function answerTo(routes: JsonRoutes, request: IncomingMessage): Promise<JsonAnswer> {
  const url = new URL(request.url ?? "/", "http://lab");
  const found = findRoute(routes, request.method ?? "GET", url.pathname);
  if (!found) return { status: 404, body: { reason: `no such route: ${request.method} ${url.pathname}` } };
  const body = await readBody(request);
  if (body === null)
    return { status: 400, body: { reason: "the body is not a JSON object of at most 64 KB" } };
  return found.handle({ name: found.name, query: url.searchParams, body });
}

function findRoute(routes: JsonRoutes, method: string, pathname: string) {
  const exact = routes[`${method} ${pathname}`];
  if (exact) return { handle: exact, name: "" };
  const slash = pathname.lastIndexOf("/");
  const variable = routes[`${method} ${pathname.slice(0, slash)}/{name}`];
  return variable ? { handle: variable, name: decodeURIComponent(pathname.slice(slash + 1)) } : null;
}

async function readBody(request: IncomingMessage): Promise<JsonObject | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) return null;
    chunks.push(chunk);
  }
  if (bytes === 0) return {};
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
