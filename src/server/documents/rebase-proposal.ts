import type { DocumentsState, ProposalState } from "#core/revision/state.ts";
import { rebaseChange } from "#core/revision/rebase.ts";
import { changeName, type ProposedChange } from "#core/revision/proposed-change.ts";
import { ProblemError, type ProblemDetail } from "../problem.ts";
import type { DocumentDesk } from "./desk.ts";
import { changesOf } from "./examine-proposal.ts";
import { type GivenChange, keepProposal, type ProposalInput } from "./proposal-input.ts";

/**
 * A proposal on top of what was published since it was made: documents that both changed are merged by lines.
 * Throws `ProblemError` naming those where that cannot be done.
 */
export async function rebaseProposal(
  desk: DocumentDesk,
  state: DocumentsState,
  proposal: ProposalState,
): Promise<ProposalInput> {
  const errors: ProblemDetail[] = [];
  const given: GivenChange[] = [];
  for (const change of await changesOf(desk, proposal)) {
    const { base, ours, theirs } = await textsOf(desk, state, change);
    const { ref, file } = change;
    const rebased = rebaseChange({ ref, base, ours, theirs });
    if (rebased.status === "done") continue;
    if (rebased.status === "conflict") errors.push({ pointer: changeName(change), detail: rebased.reason });
    else given.push({ ...(ref === null ? {} : { ref }), file, text: rebased.text });
  }
  if (errors.length > 0) {
    const names = errors.map(({ pointer }) => pointer).join(", ");
    throw new ProblemError("documents-conflict", `Cannot be merged by itself: ${names}.`, errors);
  }
  return keepProposal(given, { desk, state });
}

async function textsOf(desk: DocumentDesk, state: DocumentsState, change: ProposedChange) {
  const now = change.ref === null ? undefined : state.head.get(change.ref);
  const hashes = [change.before?.text, change.after?.text, now?.text].map((hash) => hash ?? "");
  const texts = await desk.texts.get(hashes.filter((hash) => hash !== ""));
  const [base = null, ours = null, theirs = null] = hashes.map((hash) => texts.get(hash) ?? null);
  return { base, ours, theirs };
}
