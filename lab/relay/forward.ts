import http, { type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { parseTarget } from "./config.ts";

/** A request on its way to a target. */
export type Flight = {
  /** Gives the request up; its client is told that the outcome is not known. */
  readonly cut: () => void;
};

/** A target and the connections kept open to it. */
export type Upstream = { readonly name: string; readonly address: string; readonly agent: http.Agent };

/** Headers that concern one connection only (RFC 9110 section 7.6.1) and must not be passed on. */
const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/**
 * Passes one request to a target and its answer back. It is sent once and never again, because only
 * the client knows whether its request may be repeated: what the target did after bytes were sent
 * to it is not known here, and the answer (502 or 504 with `sent: true`) says so.
 * `onLanded` is called when the target has nothing more to do with it.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  upstream: Upstream,
  limits: { readonly connectSeconds: number; readonly answerSeconds: number },
  onLanded: () => void,
): Flight {
  let sent = false;
  const outgoing = http.request({
    ...parseTarget(upstream.address, upstream.name),
    agent: upstream.agent,
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers: requestHeaders(request),
  });
  const giveUp = (status: number, error: string, message: string) => {
    clearTimeout(timer);
    answerError(response, status, { error, sent, target: upstream.name, message });
    outgoing.destroy();
    request.resume();
  };
  let timer = setTimeout(
    () => giveUp(504, "upstream-no-connection", `no connection within ${limits.connectSeconds} s`),
    limits.connectSeconds * 1000,
  );
  const onSent = () => {
    sent = true;
    clearTimeout(timer);
    timer = setTimeout(
      () => giveUp(504, "upstream-silent", `no answer within ${limits.answerSeconds} s`),
      limits.answerSeconds * 1000,
    );
  };
  outgoing.on("socket", (socket) => (socket.connecting ? socket.once("connect", onSent) : onSent()));
  outgoing.on("error", (error: NodeJS.ErrnoException) => {
    const reason = error.code ?? error.message;
    giveUp(502, sent ? "upstream-died" : "upstream-refused", reason);
  });
  outgoing.on("response", (answer) => {
    clearTimeout(timer);
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, {
      ...endToEnd(answer),
      "x-relay-target": upstream.name,
    });
    // An answer that breaks off breaks off for the client too, by a reset of its connection.
    pipeline(answer, response, () => {});
  });
  outgoing.on("close", () => {
    clearTimeout(timer);
    onLanded();
  });
  // A client that has gone is not waited for, and neither is the target on its behalf.
  response.on("close", () => {
    if (!response.writableFinished) outgoing.destroy();
  });
  // Not a pipeline: it would destroy the client's connection with the target's, and the answer that explains it.
  request.on("error", () => outgoing.destroy());
  request.pipe(outgoing);
  return { cut: () => giveUp(502, "cut-by-order", "the entrance was switched away") };
}

/** Answers with a problem, unless the answer has begun: then the connection is broken off. */
export function answerError(response: ServerResponse, status: number, problem: object): void {
  if (response.headersSent) {
    if (!response.writableFinished) response.destroy();
    return;
  }
  const body = `${JSON.stringify(problem)}\n`;
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

function requestHeaders(request: IncomingMessage): OutgoingHttpHeaders {
  const headers = endToEnd(request);
  const forwardedFor = [request.headers["x-forwarded-for"], request.socket.remoteAddress]
    .flat()
    .filter(Boolean);
  headers["x-forwarded-for"] = forwardedFor.join(", ");
  // Without one of the two a body has no frame, and Node sends none for methods that rarely have one.
  if (request.headers["transfer-encoding"]) headers["transfer-encoding"] = "chunked";
  else if (request.method !== "GET" && request.method !== "HEAD") headers["content-length"] ??= "0";
  return headers;
}

function endToEnd(message: IncomingMessage): OutgoingHttpHeaders {
  const named = (message.headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const headers: OutgoingHttpHeaders = {};
  for (const [name, values] of Object.entries(message.headersDistinct)) {
    if (!values || hopByHop.has(name) || named.includes(name)) continue;
    headers[name] = values.length === 1 ? values[0] : values;
  }
  return headers;
}
