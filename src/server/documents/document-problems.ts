import type { DocumentsRefusal } from "#core/revision/commands.ts";
import type { Refusal } from "#core/run/commands.ts";

/** What the documents refuse and runs do not. */
export const documentRefusals = {
  "proposal-missing": {
    status: 404,
    title: "No such proposal",
    help: "List the proposals to find its id.",
  },
  "proposal-exists": {
    status: 409,
    title: "Proposal exists already",
    help: "Use another Idempotency-Key for another proposal.",
  },
  "proposal-over": {
    status: 409,
    title: "Proposal is over",
    help: "Make another one of what is still to be changed.",
  },
  "nothing-changes": {
    status: 409,
    title: "Nothing changes",
    help: "The published documents hold all of it already.",
  },
  "author-is-approver": {
    status: 403,
    title: "Four eyes",
    help: "Ask an owner of the documents who did not write it.",
  },
  "content-moved": {
    status: 409,
    title: "Changed meanwhile",
    help: "Read the proposal again: this is not what you looked at.",
  },
  "base-moved": { status: 409, title: "Changed meanwhile", help: "Try again." },
  "documents-conflict": {
    status: 409,
    title: "Documents in conflict",
    help: "Rebase the proposal; where both changed the same lines, revise it by hand.",
  },
  "approvals-missing": {
    status: 403,
    title: "Approvals missing",
    help: "Ask the owners that the proposal lists.",
  },
  "changes-requested": {
    status: 409,
    title: "Changes requested",
    help: "Revise the proposal, or let those who asked approve it.",
  },
  "documents-invalid": {
    status: 422,
    title: "Documents have errors",
    help: "Mend what is named and revise the proposal; warnings do not stop it.",
  },
  "estate-not-empty": {
    status: 409,
    title: "The estate is not empty",
    help: "Open a proposal, and let the owners approve it.",
  },
  "part-not-stale": {
    status: 409,
    title: "Nothing to review",
    help: "List what is stale: somebody has reviewed it, or it is called otherwise.",
  },
  "document-missing": {
    status: 404,
    title: "No such document",
    help: "List the documents to find its reference (kind:name).",
  },
  "revision-not-current": {
    status: 409,
    title: "Not the current revision",
    help: "Read the document as it is now, and sign that.",
  },
  "expired-already": { status: 422, title: "Past already", help: "Give a day that is still to come." },
} as const satisfies {
  readonly [code in Exclude<DocumentsRefusal["code"], Refusal["code"]>]: {
    readonly status: number;
    readonly title: string;
    readonly help: string;
  };
};
