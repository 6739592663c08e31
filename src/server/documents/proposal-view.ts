import { diagnosticReport } from "#core/check/diagnostic-report.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import { type Actor, actorName } from "#core/model/actor.ts";
import { speaksFor } from "#core/revision/approval.ts";
import type { DocumentsCommand } from "#core/revision/commands.ts";
import { decide } from "#core/revision/decide.ts";
import { changeName, type ProposedChange } from "#core/revision/proposed-change.ts";
import { rebaseChange } from "#core/revision/rebase.ts";
import type { DocumentsState, ProposalState } from "#core/revision/state.ts";
import { shortDifference, textDifference } from "#core/revision/text-difference.ts";
import type { DocumentDesk } from "./desk.ts";
import { type Examination, examineProposal } from "./examine-proposal.ts";

type Person = Extract<Actor, { readonly type: "person" }>;

/** A proposal in a list. */
export function proposalSummary(proposal: ProposalState) {
  const { id, title, reason, status, authors, base, changes, openedAt, changedAt, version, publishedAs } =
    proposal;
  return {
    id,
    title,
    reason,
    status,
    authors: [...authors],
    base,
    changes,
    openedAt,
    changedAt,
    version,
    publishedAs,
  };
}

const changeOf = ({ before, after }: Pick<ProposedChange, "before" | "after">) => {
  if (after === null) return "removed" as const;
  return before === null ? ("added" as const) : ("changed" as const);
};

/** A proposal as the asking person sees it. */
export async function proposalView(
  desk: DocumentDesk,
  state: DocumentsState,
  proposal: ProposalState,
  actor: Actor | null,
  at: string,
) {
  const examination = await examineProposal(desk, state, proposal);
  const { requirements, changes, conflicts } = examination;
  const isAuthor = (one: Actor) => proposal.authors.some((author) => actorName(author) === actorName(one));
  const approvals = proposal.approvals.map(({ owners, ...one }) => ({ ...one, owners: [...owners] }));
  return {
    ...proposalSummary(proposal),
    content: proposal.content,
    documents: changes.map((change) => ({
      ref: change.ref,
      file: change.file,
      change: changeOf(change),
      isInConflict: conflicts.includes(changeName(change)),
    })),
    requirements: requirements.map((requirement) => ({
      owner: requirement.owner,
      documents: [...requirement.documents],
      people: [...requirement.people],
      note: requirement.note,
      approvedBy: approvals
        .filter(({ by }) => !isAuthor(by) && speaksFor(by, requirement))
        .map(({ by }) => actorName(by)),
    })),
    approvals,
    objections: [...proposal.objections],
    comments: [...proposal.comments],
    may: permissions(state, proposal, examination, actor, at),
  };
}

const nobody = "Say who you are: the record must tell who did it.";

/** What the asking person may do now, asked of the decider itself. */
function permissions(
  state: DocumentsState,
  proposal: ProposalState,
  examination: Examination,
  actor: Actor | null,
  at: string,
) {
  const refusal = (make: (actor: Person) => DocumentsCommand): string | null => {
    if (proposal.status !== "open") return `The proposal is ${proposal.status}.`;
    if (actor?.type !== "person") return nobody;
    const decision = decide(make(actor), state);
    return decision.status === "refused" ? decision.refusal.message : null;
  };
  const id = proposal.id;
  const base = { at, proposal: id };
  const { content } = proposal;
  const { requirements, conflicts, errors, facts } = examination;
  const publish = { ...base, content, requirements, conflicts, errors, facts };
  const isMoved = proposal.base !== state.number;
  const revise = refusal((person) => ({
    ...base,
    type: "ReviseProposal",
    actor: person,
    note: "",
    base: state.number,
    content: "",
    changes: 1,
  }));
  return {
    approve: refusal((person) => ({
      ...base,
      type: "ApproveProposal",
      actor: person,
      content,
      note: "",
      requirements,
    })),
    publish: refusal((person) => ({ ...publish, type: "PublishProposal", actor: person })),
    revise,
    rebase: revise ?? (isMoved ? null : "Nothing was published since it was made."),
    requestChanges: refusal((person) => ({ ...base, type: "RequestChanges", actor: person, reason: "x" })),
    withdraw: refusal((person) => ({ ...base, type: "WithdrawProposal", actor: person, reason: "" })),
  };
}

const reported = (diagnostics: readonly Diagnostic[]) => [...diagnosticReport(diagnostics).diagnostics];

/** The three differences of a proposal. */
export async function proposalDifferences(
  desk: DocumentDesk,
  state: DocumentsState,
  proposal: ProposalState,
) {
  const { changes, head, conflicts, check, errors, effects } = await examineProposal(desk, state, proposal);
  const hashes = changes.flatMap(({ ref, before, after }) => [
    ...(before === null ? [] : [before.text]),
    ...(after === null ? [] : [after.text]),
    ...(ref === null ? [] : [head.get(ref)?.text ?? ""]),
  ]);
  const texts = await desk.texts.get(hashes.filter((hash) => hash !== ""));
  const textOf = (hash: string | undefined) => (hash === undefined ? null : (texts.get(hash) ?? null));
  const documents = changes.map((change) => {
    const theirs = change.ref === null ? null : textOf(head.get(change.ref)?.text);
    const [base, ours] = [textOf(change.before?.text), textOf(change.after?.text)];
    const isInConflict = conflicts.includes(changeName(change));
    const rebased = isInConflict ? rebaseChange({ ref: change.ref, base, ours, theirs }) : null;
    return {
      ref: change.ref,
      file: change.file,
      change: changeOf(change),
      text: ours,
      // Against what the author saw: what happened since is not theirs.
      lines: [...shortDifference(textDifference(base ?? "", ours ?? ""))],
      conflict: rebased?.status === "conflict" ? { reason: rebased.reason, text: rebased.text } : null,
    };
  });
  return {
    documents,
    check: {
      added: reported(check.added),
      fixed: reported(check.fixed),
      kept: check.kept,
      errors: [...errors],
    },
    effects: effects.map(({ effects: found, ...section }) => ({ ...section, effects: [...found] })),
  };
}
