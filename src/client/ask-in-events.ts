import {
  ApiProblem,
  type ClientOptions,
  identityHeaders,
  type Schemas,
  ServerUnreachable,
} from "./client.ts";
import { createSseParser } from "./sse-parser.ts";

/** How much of the work for an answer is done. */
type AnswerProgress = { readonly done: number; readonly of: number };

/**
 * Asks a question whose answer may take long, such as `/api/v1/analysis/forecast` with a body, or
 * `/api/v1/analysis/radii` without; `onProgress` hears how far it is. An abort of `signal` ends the work on the server.
 * Throws `ApiProblem` when the server refuses, `ServerUnreachable` when no whole answer comes.
 */
export async function askInEvents<Answer>(
  options: ClientOptions,
  question: { readonly path: string; readonly body?: object; readonly signal?: AbortSignal },
  onProgress: (progress: AnswerProgress) => void,
): Promise<Answer> {
  const { path, body, signal } = question;
  const response = await (options.fetch ?? fetch)(`${options.baseUrl}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...identityHeaders(options),
      accept: "text/event-stream, application/json",
      ...(body === undefined
        ? {}
        : { "content-type": "application/json", "Idempotency-Key": crypto.randomUUID() }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new ServerUnreachable(`${options.baseUrl || "the server"} does not answer`);
  });
  if (!response.ok) throw new ApiProblem((await response.json()) as Schemas["Problem"]);
  if (response.body === null) throw new ServerUnreachable(`${path} was answered with nothing`);
  const parser = createSseParser();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    for (const { event, data } of parser.push(decoder.decode(piece.value, { stream: true }))) {
      if (event === "progress") onProgress(JSON.parse(data) as AnswerProgress);
      if (event === "problem") throw new ApiProblem(JSON.parse(data) as Schemas["Problem"]);
      if (event === "result") return JSON.parse(data) as Answer;
    }
  }
  throw new ServerUnreachable("the connection ended before the answer");
}
