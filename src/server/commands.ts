import { createHash, randomUUID } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { type Actor, actorName } from "#core/model/actor.ts";
import type { PersonCommand } from "#core/run/commands.ts";
import { type RunView, runView } from "#core/run/view.ts";
import type { RunHandleResult } from "#engine/run-handler.ts";
import type { AppPorts } from "./app-ports.ts";
import { ProblemError } from "./problem.ts";

/** Seconds a request waits for a database that is away, before its sender is asked to try again. */
const giveUpSeconds = 5;

/** The person who asks. Only people command runs; the operator of the server is none of them. */
export function personOf(request: FastifyRequest): Extract<Actor, { readonly type: "person" }> {
  if (request.identity === null) throw new ProblemError("not-authenticated", "The request names nobody.");
  const { actor } = request.identity;
  if (actor.type === "person") return actor;
  throw new ProblemError("not-authorised", "Only a person of the estate can do this.");
}

function idempotencyKey(request: FastifyRequest): string | null {
  const key = request.headers["idempotency-key"];
  if (typeof key !== "string" || key === "") return null;
  if (key.length > 200)
    throw new ProblemError("invalid-request", "The Idempotency-Key is longer than 200 characters.");
  return key;
}

/**
 * The token a command is carried out once by. It holds what was asked and by whom, so that a key used again
 * for something else does not pass for a repetition (draft-ietf-httpapi-idempotency-key-header).
 */
export function commandToken(request: FastifyRequest): {
  readonly commandId: string;
  readonly mayBeRepeated: boolean;
} {
  const key = idempotencyKey(request);
  if (key === null) return { commandId: `http:${randomUUID()}`, mayBeRepeated: false };
  if (request.identity === null) throw new ProblemError("not-authenticated", "The request names nobody.");
  const asked = JSON.stringify([
    actorName(request.identity.actor),
    request.method,
    request.url,
    request.body ?? null,
  ]);
  const digest = createHash("sha256").update(asked).digest("hex").slice(0, 16);
  return { commandId: `http:${key}:${digest}`, mayBeRepeated: true };
}

const idLetters = "0123456789abcdefghjkmnpqrstvwxyz";

/** The id of a new thing: ten letters a tired person can read out. The same key of the same person gives the same id. */
export function newId(request: FastifyRequest): string {
  const seed = idempotencyKey(request) ?? randomUUID();
  const bytes = createHash("sha256")
    .update(`${personOf(request).ref} ${seed}`)
    .digest();
  return [...bytes.subarray(0, 10)].map((byte) => idLetters[byte % 32]).join("");
}

/** Gives a run a command and returns the run after it, as the asking person sees it. */
export async function carryOut(
  request: FastifyRequest,
  { handler, clock }: Pick<AppPorts, "handler" | "clock">,
  run: string,
  command: PersonCommand,
): Promise<RunView> {
  const actor = personOf(request);
  const at = clock.now();
  const result = await handler.handle(
    run,
    { ...command, actor, at },
    { ...commandToken(request), giveUpSeconds },
  );
  const { state, version } = accepted(result);
  return runView(run, version, state, actor, clock.now());
}

function accepted(result: RunHandleResult) {
  switch (result.status) {
    case "accepted":
      return result;
    case "refused":
      throw new ProblemError(result.refusal.code, result.refusal.message);
    case "job-lost":
      throw new Error("a command of a person completes no job");
    default:
      return result satisfies never;
  }
}
