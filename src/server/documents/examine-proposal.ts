import { z } from "zod";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import type { Ref } from "#core/model/ref.ts";
import { type ApprovalRequirement, approvalRequirements } from "#core/revision/approval.ts";
import { type CheckDifference, checkDifference } from "#core/revision/check-difference.ts";
import type { PublicationFacts } from "#core/revision/commands.ts";
import { effectDifference } from "#core/revision/effects/all-effects.ts";
import type { EffectSection } from "#core/revision/effects/effect-section.ts";
import { estateRevision, headAfter } from "#core/revision/estate-revision.ts";
import type { DocumentChange, DocumentPin } from "#core/revision/events.ts";
import { headAt } from "#core/revision/head-at.ts";
import { changeName, conflictsOf, type ProposedChange } from "#core/revision/proposed-change.ts";
import { type PartEffects, partEffects } from "#core/revision/stale-marks.ts";
import type { DocumentsState, ProposalState } from "#core/revision/state.ts";
import type { DocumentDesk } from "./desk.ts";
import type { Snapshot } from "./snapshot.ts";

/** Everything that can be said of a proposal on the estate as it is now. */
export type Examination = {
  readonly changes: readonly ProposedChange[];
  readonly conflicts: readonly string[];
  /** The documents before it. */
  readonly head: ReadonlyMap<Ref, DocumentPin>;
  readonly check: CheckDifference;
  /** Errors that keep it from being published, in words. */
  readonly errors: readonly string[];
  readonly effects: readonly EffectSection[];
  readonly requirements: readonly ApprovalRequirement[];
  readonly facts: PublicationFacts;
};

const contentSchema = z.array(z.unknown()) as unknown as z.ZodType<readonly ProposedChange[]>;

/** The changes of a proposal, from its content. */
export async function changesOf(
  desk: DocumentDesk,
  proposal: Pick<ProposalState, "content">,
): Promise<readonly ProposedChange[]> {
  const text = (await desk.texts.get([proposal.content])).get(proposal.content);
  if (text === undefined) throw new Error(`the content ${proposal.content} is not kept`);
  return contentSchema.parse(JSON.parse(text));
}

/** Looks at a proposal: an open one on the estate as it is now, any other on the one it was made or published on. */
export async function examineProposal(
  desk: DocumentDesk,
  state: DocumentsState,
  proposal: ProposalState,
): Promise<Examination> {
  const changes = await changesOf(desk, proposal);
  const on = proposal.status === "open" ? state.number : (proposal.publishedAs ?? proposal.base + 1) - 1;
  const head = headAt(state, on);
  const before = await desk.snapshotOf(`published ${on}`, head.values());
  const proposed = afterPins(head, changes);
  const after = await desk.snapshotOf(`${on} with ${proposal.content}`, proposed);
  const documentChanges = documentChangesOf(changes, head);
  const refs = changes.flatMap(({ ref }) => (ref === null ? [] : [ref]));
  const parts = partEffects(before.resolved.estate, after.resolved.estate, refs);
  const check = checkDifference(before.diagnostics, after.diagnostics);
  const estates = { before: before.resolved.estate, after: after.resolved.estate };
  return {
    changes,
    head,
    check,
    conflicts: proposal.status === "open" ? conflictsOf(changes, head) : [],
    errors: errorsIn(changes, check, after),
    effects: effectDifference({ ...estates, changed: refs, marks: parts.marks, added: check.added }),
    requirements: approvalRequirements(estates.before, estates.after, refs),
    facts: factsOf(desk, on, head, documentChanges, parts),
  };
}

/** What a publication of these changes says. */
export function factsOf(
  { sha256 }: Pick<DocumentDesk, "sha256">,
  on: number,
  head: ReadonlyMap<Ref, DocumentPin>,
  changes: readonly DocumentChange[],
  { marks, reviewed }: PartEffects,
): PublicationFacts {
  const after = headAfter(head, changes);
  const revision = estateRevision(after, sha256);
  return { on, changes, revision, documents: after.size, marks, reviewed };
}

function afterPins(
  head: ReadonlyMap<Ref, DocumentPin>,
  changes: readonly ProposedChange[],
): readonly Pick<DocumentPin, "file" | "text">[] {
  const after = new Map<string, Pick<DocumentPin, "file" | "text">>(head);
  for (const [index, { ref, file, after: pin }] of changes.entries()) {
    const key = ref ?? `change ${index}`;
    if (pin === null) after.delete(key);
    else after.set(key, { file, text: pin.text });
  }
  return [...after.values()];
}

function documentChangesOf(
  changes: readonly ProposedChange[],
  head: ReadonlyMap<Ref, DocumentPin>,
): readonly DocumentChange[] {
  return changes.flatMap(({ ref, file, after }): readonly DocumentChange[] => {
    if (ref === null) return [];
    const before = head.get(ref) ?? null;
    if (after === null) return before === null ? [] : [{ ref, before, after: null }];
    if (after.revision === null || (before?.text === after.text && before.file === file)) return [];
    return [{ ref, before, after: { revision: after.revision, text: after.text, file } }];
  });
}

/** Errors that a proposal adds, and those that stand in its own documents; what was wrong elsewhere already does not stop it. */
function errorsIn(
  changes: readonly ProposedChange[],
  check: CheckDifference,
  after: Snapshot,
): readonly string[] {
  const own = new Set(changes.map(({ ref }) => ref));
  const added = new Set(check.added);
  const inWords = ({ place, message }: Diagnostic) => `${place.file}:${place.span.line}: ${message}`;
  const found = after.diagnostics.filter(
    (diagnostic) =>
      diagnostic.severity === "error" &&
      (added.has(diagnostic) || (diagnostic.place.ref !== null && own.has(diagnostic.place.ref))),
  );
  const unread = changes.filter(({ after: pin }) => pin !== null && pin.revision === null);
  if (found.length > 0) return found.map(inWords);
  return unread.map((change) => `${changeName(change)} cannot be read`);
}
