import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { StoreUnavailable } from "#engine/event-store.ts";
import { NobodyWaits } from "./leaving.ts";
import { type ProblemDetail, ProblemError, problemOf } from "./problem.ts";

const contexts: { readonly [context: string]: string } = {
  body: "",
  querystring: "?",
  params: "/path",
  headers: "/headers",
};

function validationErrors(error: FastifyError): readonly ProblemDetail[] {
  if (!hasZodFastifySchemaValidationErrors(error)) return [];
  const start = contexts[error.validationContext ?? "body"] ?? "";
  // "/" would point at a member with an empty name; the whole is "" (RFC 6901).
  const paths = error.validation.map((fault) => ({
    ...fault,
    instancePath: fault.instancePath === "/" ? "" : fault.instancePath,
  }));
  return paths.map(({ instancePath, message }) => ({
    pointer: start === "?" ? `?${instancePath.slice(1)}` : `${start}${instancePath}`,
    detail: message ?? "is not valid",
  }));
}

/** The problem that an error of any kind is answered with. */
export function problemFor(error: unknown, url: string) {
  if (error instanceof ProblemError) return problemOf(error.code, error.message, url, error.errors);
  if (error instanceof StoreUnavailable) {
    return problemOf("store-unavailable", "The database does not answer. Nothing is lost.", url);
  }
  const known = error as FastifyError;
  if (hasZodFastifySchemaValidationErrors(known)) {
    const errors = validationErrors(known);
    const text = errors.map(({ pointer, detail }) => `${pointer || "the body"}: ${detail}`).join("; ");
    return problemOf("invalid-request", text, url, errors);
  }
  switch (known.statusCode) {
    case 413:
      return problemOf("body-too-large", "The body is larger than this address takes.", url);
    case 415:
      return problemOf("unsupported-media-type", "The body is not JSON.", url);
    default:
      return (known.statusCode ?? 500) < 500
        ? problemOf("invalid-request", known.message, url)
        : problemOf("internal", "Something went wrong inside the server.", url);
  }
}

/** What the log keeps of a bug. */
export function bugText({ method, url }: Pick<FastifyRequest, "method" | "url">, error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${method} ${url}: ${stack}`;
}

/** Answers any error as a problem. What is a bug goes to the log with its stack, never to the caller. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  onError: (message: string) => void,
): FastifyReply {
  const problem = problemFor(error, request.url);
  if (problem.code === "internal" && !(error instanceof NobodyWaits)) {
    onError(bugText(request, error));
  }
  if (problem.code === "store-unavailable") void reply.header("retry-after", "1");
  if (error instanceof ProblemError && error.retryAfterSeconds !== null) {
    void reply.header("retry-after", String(error.retryAfterSeconds));
  }
  if (problem.code === "not-authenticated") void reply.header("www-authenticate", "Bearer");
  return reply.code(problem.status).type("application/problem+json").send(JSON.stringify(problem));
}
