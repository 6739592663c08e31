import http, { type IncomingMessage } from "node:http";
import https from "node:https";

/** One request, sent once. */
export type HttpRequest = {
  readonly url: URL;
  readonly method: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: string;
  /** Seconds from the beginning of the connection to the end of the answer. */
  readonly limitSeconds: number;
  readonly signal: AbortSignal;
};

/**
 * What came of it. The line between `not-sent` and `unanswered` is the open connection: before it no
 * byte of the request has left, after it the other side may have acted on it.
 */
export type Exchange =
  | {
      readonly status: "answered";
      readonly code: number;
      readonly headers: http.IncomingHttpHeaders;
      readonly text: string;
      /** The body was longer than a megabyte, and the rest of it was not read. */
      readonly truncated: boolean;
      readonly milliseconds: number;
    }
  | { readonly status: "not-sent"; readonly message: string }
  | { readonly status: "unanswered"; readonly message: string };

/** A longer body is cut: nothing that a check reads is that long, and no answer may fill the memory. */
const bodyBytesMaximum = 1024 * 1024;

/**
 * Sends a request over a connection of its own and reads the answer; never redirected, never repeated, never decompressed.
 * `fetch` is not used since it cannot tell whether an aborted request had been sent, which decides between
 * `unreachable` and `unknown`, nor whether a reused connection had died before.
 */
export function exchange(request: HttpRequest): Promise<Exchange> {
  const startedAt = performance.now();
  const where = `${request.url.hostname}:${request.url.port || (request.url.protocol === "https:" ? 443 : 80)}`;
  const milliseconds = () => Math.round((performance.now() - startedAt) * 10) / 10;
  const seconds = () => Math.round(milliseconds() / 100) / 10;
  return new Promise((resolve) => {
    let sent = false;
    let settled = false;
    let outgoing: http.ClientRequest | null = null;
    const settle = (result: Exchange) => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      request.signal.removeEventListener("abort", onAbort);
      resolve(result);
      outgoing?.destroy();
    };
    const giveUp = (why: string) => {
      if (sent) settle({ status: "unanswered", message: `${where} ${why} after the request was sent` });
      else settle({ status: "not-sent", message: `${where} ${why}; nothing was sent` });
    };
    const onAbort = () => giveUp(`gave no answer in ${seconds()} s, then the call was cancelled`);
    const timer = setTimeout(
      () => giveUp(sent ? `gave no answer in ${seconds()} s` : `opened no connection in ${seconds()} s`),
      request.limitSeconds * 1000,
    );
    if (request.signal.aborted) return settle({ status: "not-sent", message: "cancelled; nothing was sent" });
    request.signal.addEventListener("abort", onAbort, { once: true });
    outgoing = begin(request, settle);
    if (!outgoing) return;
    outgoing.on("socket", (socket) => {
      socket.once(request.url.protocol === "https:" ? "secureConnect" : "connect", () => {
        sent = true;
      });
    });
    outgoing.on("error", (error: NodeJS.ErrnoException) => giveUp(describeFault(error)));
    outgoing.on("response", (answer) => {
      const onBody = (body: Body) =>
        settle({
          status: "answered",
          code: answer.statusCode ?? 0,
          headers: answer.headers,
          milliseconds: milliseconds(),
          ...body,
        });
      const onBreak = (error: NodeJS.ErrnoException) =>
        giveUp(`broke off its answer (${answer.statusCode}, ${describeFault(error)})`);
      readBody(answer).then(onBody, onBreak);
    });
    outgoing.end(request.body);
  });
}

/** The request, not yet ended, or null when it cannot even be formed: a header with a line break, for one. */
function begin(request: HttpRequest, settle: (result: Exchange) => void): http.ClientRequest | null {
  const { url, method, headers, body } = request;
  const length = body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  try {
    const module = url.protocol === "https:" ? https : http;
    return module.request(url, {
      method,
      agent: false,
      headers: { "user-agent": "holdfast", "accept-encoding": "identity", ...headers, ...length },
    });
  } catch (error) {
    settle({ status: "not-sent", message: `the request cannot be formed: ${(error as Error).message}` });
    return null;
  }
}

type Body = { readonly text: string; readonly truncated: boolean };

async function readBody(answer: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > bodyBytesMaximum) break;
  }
  const text = Buffer.concat(chunks).subarray(0, bodyBytesMaximum).toString("utf8");
  return { text, truncated: bytes > bodyBytesMaximum };
}

const faults: { readonly [code: string]: string } = {
  ECONNREFUSED: "refused the connection",
  ENOTFOUND: "is a name that does not exist",
  EAI_AGAIN: "is a name that could not be looked up",
  EHOSTUNREACH: "cannot be reached: no route to the host",
  ENETUNREACH: "cannot be reached: no route to the network",
  ETIMEDOUT: "did not answer in time",
  ECONNRESET: "closed the connection",
  EPIPE: "closed the connection",
};

function describeFault(error: NodeJS.ErrnoException): string {
  const code = error.code ?? "";
  if (faults[code]) return faults[code];
  const isTls = /^(?:ERR_TLS|ERR_SSL|CERT|DEPTH|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code);
  return `${isTls ? "failed in TLS" : "failed"} (${code || error.message})`;
}
