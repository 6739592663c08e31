import { readDocument } from "#core/document/read-document.ts";
import { parseDocuments } from "#core/document/parse-documents.ts";
import type { Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import { approvalRequirements, openRequirements } from "#core/revision/approval.ts";
import { conflictsOf, type ProposedChange } from "#core/revision/proposed-change.ts";
import type { DocumentsState, ProposalState } from "#core/revision/state.ts";
import type { DocumentDesk } from "./desk.ts";
import { changesOf } from "./examine-proposal.ts";

/** Who has to do something next with a proposal. */
export type ProposalTurn = {
  readonly waitsFor: "authors" | "owners" | "publisher" | "nobody";
  /** The owners whose approval is missing; "anybody but the authors" where no owner is named. */
  readonly owners: readonly string[];
  readonly why: string;
};

const over: ProposalTurn = { waitsFor: "nobody", owners: [], why: "It is over." };

/**
 * Whose turn it is, without checking the estate: a list of proposals asks for all of them at once, and what the
 * checker says of each stands on its own page.
 */
async function proposalTurn(
  desk: DocumentDesk,
  state: DocumentsState,
  proposal: ProposalState,
  estate: Estate,
): Promise<ProposalTurn> {
  if (proposal.status !== "open") return over;
  const changes = await changesOf(desk, proposal);
  const conflicts = conflictsOf(changes, state.head);
  if (conflicts.length > 0) {
    const why = "Something else was published meanwhile: it has to be rebased.";
    return { waitsFor: "authors", owners: [], why };
  }
  if (proposal.objections.length > 0) {
    return { waitsFor: "authors", owners: [], why: "Changes were requested." };
  }
  const refs = changes.flatMap(({ ref }) => (ref === null ? [] : [ref]));
  const requirements = approvalRequirements(estate, await estateWith(desk, estate, changes), refs);
  const missing = openRequirements(requirements, proposal.approvals, proposal.authors);
  if (missing.length > 0) {
    const owners = missing.map(({ owner }) => owner ?? "anybody but the authors");
    return { waitsFor: "owners", owners, why: "Approvals are missing." };
  }
  return { waitsFor: "publisher", owners: [], why: "Everybody concerned has approved it." };
}

/** The estate with the changed documents read anew and no other. */
async function estateWith(
  desk: DocumentDesk,
  estate: Estate,
  changes: readonly ProposedChange[],
): Promise<Estate> {
  const documents = new Map(estate.documents);
  const texts = await desk.texts.get(changes.flatMap(({ after }) => (after === null ? [] : [after.text])));
  for (const { ref, file, after } of changes) {
    if (ref === null) continue;
    const located =
      after === null ? undefined : parseDocuments(file, texts.get(after.text) ?? "").documents[0];
    const document = located === undefined ? null : readDocument(located).document;
    if (document === null) documents.delete(ref satisfies Ref);
    else documents.set(ref, document);
  }
  return { ...estate, documents };
}

/** Remembers turns: a list is asked for with every event, and a proposal of ten thousand documents is read slowly. */
export function createTurns(desk: DocumentDesk) {
  const known = new WeakMap<
    ProposalState,
    { readonly number: number; readonly turn: Promise<ProposalTurn> }
  >();
  return async (state: DocumentsState, proposal: ProposalState): Promise<ProposalTurn> => {
    const before = known.get(proposal);
    if (before?.number === state.number) return before.turn;
    const { resolved } = await desk.snapshot(state);
    const turn = proposalTurn(desk, state, proposal, resolved.estate);
    known.set(proposal, { number: state.number, turn });
    return turn;
  };
}
