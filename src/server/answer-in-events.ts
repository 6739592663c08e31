import type { FastifyReply, FastifyRequest } from "fastify";
import type { Report } from "#core/analysis/progress.ts";
import { bugText, problemFor } from "./error-handler.ts";
import { NobodyWaits } from "./leaving.ts";

type AskedRequest = Pick<FastifyRequest, "headers" | "method" | "url">;

/** A request, its reply, and where bugs are told. */
export type Asked = {
  readonly request: AskedRequest;
  readonly reply: FastifyReply;
  readonly onError: (message: string) => void;
};

const isAskedFor = ({ headers }: AskedRequest): boolean =>
  (headers.accept ?? "").split(",").some((type) => type.trim().startsWith("text/event-stream"));

/**
 * Answers a question whose work may take long. Who accepts `text/event-stream` gets `progress` events with
 * `{ done, of }`, and at last the answer as a `result` event, or a `problem`. What goes wrong before the first event is
 * answered with its status, as everywhere.
 */
export async function answerInEvents<Answer extends object>(
  { request, reply, onError }: Asked,
  work: (report: Report) => Promise<Answer>,
): Promise<Answer> {
  if (!isAskedFor(request)) return work(() => {});
  const { raw } = reply;
  const begin = () => {
    if (reply.sent) return;
    reply.hijack();
    raw.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
  };
  const write = (event: string, data: object) => {
    begin();
    if (!raw.destroyed) raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  try {
    write("result", await work((done, of) => write("progress", { done, of })));
  } catch (error) {
    if (!reply.sent) throw error;
    const problem = problemFor(error, request.url);
    if (problem.code === "internal" && !(error instanceof NobodyWaits)) onError(bugText(request, error));
    write("problem", problem);
  }
  raw.end();
  // The reply is taken over: nothing else is sent.
  return reply as never;
}
