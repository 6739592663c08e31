import { AccessError, type CallContext } from "#connectors/connector.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { NotPossible, ServerFault } from "./fault.ts";

/** Whether an act has begun to change the world; what decides between `unreachable` and `unknown`. */
export type Effects = { readonly begin: () => void; readonly begun: () => boolean };

const cancelledBefore: Outcome = { status: "unreachable", message: "cancelled before anything was sent" };

/** Carries out a check or a dry run: no answer is `unreachable`, for *unknown* is not *failed*. */
export async function settleCheck(context: CallContext, work: () => Promise<Outcome>): Promise<Outcome> {
  if (context.signal.aborted) return cancelledBefore;
  try {
    return await work();
  } catch (error) {
    if (error instanceof ServerFault && error.kind !== "statement") {
      return { status: "unreachable", message: error.message };
    }
    return settleOther(error, false);
  }
}

/**
 * Carries out an act. The work calls `effects.begin()` right before the first thing that can change
 * the world: silence before it is `unreachable`, silence after it is `unknown`.
 */
export async function settleAct(
  context: CallContext,
  work: (effects: Effects) => Promise<Outcome>,
): Promise<Outcome> {
  if (context.signal.aborted) return cancelledBefore;
  let begun = false;
  const effects: Effects = { begin: () => (begun = true), begun: () => begun };
  try {
    return await work(effects);
  } catch (error) {
    if (error instanceof ServerFault && error.kind !== "statement") {
      return { status: begun ? "unknown" : "unreachable", message: error.message };
    }
    return settleOther(error, begun);
  }
}

function settleOther(error: unknown, begun: boolean): Outcome {
  if (error instanceof ServerFault || error instanceof NotPossible) {
    return { status: "failed", message: error.message };
  }
  if (error instanceof AccessError) return { status: "unreachable", message: error.message };
  if (error instanceof Error && error.name === "AbortError") {
    return { status: begun ? "unknown" : "unreachable", message: "cancelled from our side" };
  }
  const failure = fileSystemFailure(error);
  if (failure) return { status: "failed", message: failure };
  throw error;
}

/** An error of the operating system in words, or null where `error` is something else (a bug). */
export function fileSystemFailure(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return null;
  if (error.code === "ENOSPC" || error.code === "EDQUOT") return `the disk is full: ${error.message}`;
  return error.message;
}
