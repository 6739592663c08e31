import { type Actor, actorName } from "../model/actor.ts";
import { openRequirements, speaksFor } from "./approval.ts";
import type { DocumentsCommand, DocumentsRefusal } from "./commands.ts";
import type { DocumentsEvent } from "./events.ts";
import { publicationEvents } from "./publication-events.ts";
import { type DocumentsState, partKey, type ProposalState } from "./state.ts";

/** What happens, or why nothing does. */
export type DocumentsDecision =
  | { readonly status: "decided"; readonly events: readonly DocumentsEvent[] }
  | { readonly status: "refused"; readonly refusal: DocumentsRefusal };

type CommandOf<Type extends DocumentsCommand["type"]> = Extract<DocumentsCommand, { readonly type: Type }>;

const decided = (...events: readonly DocumentsEvent[]): DocumentsDecision => ({ status: "decided", events });

function refuse(
  code: DocumentsRefusal["code"],
  message: string,
  about: readonly string[] = [],
): DocumentsDecision {
  return { status: "refused", refusal: { code, message, about } };
}

/** Decides what a command does to the documents of an estate. */
export function decide(command: DocumentsCommand, state: DocumentsState): DocumentsDecision {
  switch (command.type) {
    case "OpenProposal":
      return open(command, state);
    case "PublishDirectly":
      return publishDirectly(command, state);
    case "ReviewParts":
      return review(command, state);
    case "SignDocument":
      return sign(command, state);
    default: {
      const proposal = state.proposals.get(command.proposal);
      if (proposal === undefined) {
        return refuse("proposal-missing", `There is no proposal ${command.proposal}.`);
      }
      if (proposal.status !== "open") {
        return refuse("proposal-over", `The proposal ${proposal.id} is ${proposal.status}.`);
      }
      return decideProposal(command, proposal, state);
    }
  }
}

type ProposalCommand = Exclude<
  DocumentsCommand,
  { readonly type: "OpenProposal" | "PublishDirectly" | "ReviewParts" | "SignDocument" }
>;

function decideProposal(
  command: ProposalCommand,
  proposal: ProposalState,
  state: DocumentsState,
): DocumentsDecision {
  const id = proposal.id;
  switch (command.type) {
    case "ReviseProposal": {
      const { base, content, changes, note } = command;
      if (changes === 0) return refuse("nothing-changes", "The proposal would change nothing.");
      if (content === proposal.content && base === proposal.base) return decided();
      return decided({ type: "ProposalRevised", data: { proposal: id, base, content, changes, note } });
    }
    case "CommentProposal": {
      if (command.text.trim() === "") return refuse("reason-missing", "A comment says something.");
      const { text, ref } = command;
      return decided({ type: "ProposalCommented", data: { proposal: id, text, ref } });
    }
    case "ApproveProposal":
      return approve(command, proposal);
    case "RequestChanges": {
      if (command.reason.trim() === "") return refuse("reason-missing", "Say what should be changed.");
      return decided({ type: "ChangesRequested", data: { proposal: id, reason: command.reason } });
    }
    case "WithdrawProposal": {
      if (!isAuthor(command.actor, proposal)) {
        return refuse("not-authorised", `Only an author may withdraw it: ${authorsOf(proposal)}.`);
      }
      return decided({ type: "ProposalWithdrawn", data: { proposal: id, reason: command.reason } });
    }
    case "PublishProposal":
      return publish(command, proposal, state);
    default:
      return command satisfies never;
  }
}

function open(command: CommandOf<"OpenProposal">, state: DocumentsState): DocumentsDecision {
  const { proposal, title, reason, base, content, changes } = command;
  if (state.proposals.has(proposal)) return refuse("proposal-exists", `There is a proposal ${proposal}.`);
  if (changes === 0) return refuse("nothing-changes", "The proposal would change nothing.");
  if (title.trim() === "") return refuse("reason-missing", "A proposal has a title.");
  return decided({ type: "ProposalOpened", data: { proposal, title, reason, base, content, changes } });
}

const isAuthor = (actor: Actor, proposal: ProposalState) =>
  proposal.authors.some((author) => actorName(author) === actorName(actor));

const authorsOf = (proposal: ProposalState) => proposal.authors.map(actorName).join(", ");

function approve(command: CommandOf<"ApproveProposal">, proposal: ProposalState): DocumentsDecision {
  const { actor, content, note, requirements } = command;
  if (isAuthor(actor, proposal)) {
    return refuse("author-is-approver", "Whoever wrote a proposal does not approve it.");
  }
  if (content !== proposal.content) {
    return refuse("content-moved", "The proposal was changed since you read it: look at it again.");
  }
  if (proposal.approvals.some(({ by }) => actorName(by) === actorName(actor))) {
    return refuse("already-approved", "You have approved this content already.");
  }
  const met = requirements.filter((requirement) => speaksFor(actor, requirement));
  if (met.length === 0) {
    const owners = requirements.map(({ owner }) => owner ?? "anybody").join(", ");
    return refuse("not-authorised", `Only the owners of the documents may approve them: ${owners}.`);
  }
  const owners = met.flatMap(({ owner }) => (owner === null ? [] : [owner]));
  return decided({ type: "ProposalApproved", data: { proposal: proposal.id, content, note, owners } });
}

/** Why a proposal cannot be published now, in the order in which people can do something about it; null when it can. */
export function publicationRefusal(
  command: Pick<CommandOf<"PublishProposal">, "requirements" | "conflicts" | "errors">,
  proposal: ProposalState,
): DocumentsRefusal | null {
  const { conflicts, errors, requirements } = command;
  if (conflicts.length > 0) {
    const message = `Changed since this was proposed, otherwise than here: ${list(conflicts)}. Rebase the proposal.`;
    return { code: "documents-conflict", message, about: conflicts };
  }
  if (errors.length > 0) {
    const message = `The estate would have errors: ${list(errors)}`;
    return { code: "documents-invalid", message, about: errors };
  }
  const objecting = proposal.objections.map(({ by }) => actorName(by));
  if (objecting.length > 0) {
    const message = `Changes were requested by ${list(objecting)}: revise it, or let them approve it.`;
    return { code: "changes-requested", message, about: objecting };
  }
  const missing = openRequirements(requirements, proposal.approvals, proposal.authors);
  if (missing.length > 0) {
    const owners = missing.map(({ owner }) => owner ?? "anybody but the authors");
    return { code: "approvals-missing", message: `Not yet approved by ${list(owners)}.`, about: owners };
  }
  return null;
}

function list(texts: readonly string[]): string {
  const rest = texts.length - 5;
  return `${texts.slice(0, 5).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function publish(
  command: CommandOf<"PublishProposal">,
  proposal: ProposalState,
  state: DocumentsState,
): DocumentsDecision {
  const { facts, content } = command;
  if (content !== proposal.content || facts.on !== state.number) {
    return refuse("base-moved", "The estate or the proposal has moved on in this moment.");
  }
  const refusal = publicationRefusal(command, proposal);
  if (refusal !== null) return { status: "refused", refusal };
  if (facts.changes.length === 0) {
    return refuse("nothing-changes", "The estate holds all of it already: withdraw the proposal.");
  }
  const source = { type: "proposal", proposal: proposal.id } as const;
  return decided(...publicationEvents(facts, state, { source, title: proposal.title }));
}

function publishDirectly(command: CommandOf<"PublishDirectly">, state: DocumentsState): DocumentsDecision {
  const { facts, source, title } = command;
  if (facts.on !== state.number) return refuse("base-moved", "The estate has moved on in this moment.");
  if (source.type === "operator" && state.head.size > 0) {
    return refuse(
      "estate-not-empty",
      "The estate has documents: what changes them is proposed and approved.",
    );
  }
  if (facts.changes.length === 0) return decided();
  return decided(...publicationEvents(facts, state, { source, title }));
}

function review(command: CommandOf<"ReviewParts">, state: DocumentsState): DocumentsDecision {
  const { actor, parts, note, owners } = command;
  const current = parts.filter((part) => !state.stale.has(partKey(part))).map(partKey);
  if (parts.length === 0 || current.length > 0) {
    return refuse("part-not-stale", `Not waiting for a review: ${list(current)}.`, current);
  }
  const foreign = owners.filter((owner) => owner !== actor.ref && !actor.teams.includes(owner));
  if (foreign.length > 0) {
    return refuse("not-authorised", `Only ${list(foreign)} may review this.`, foreign);
  }
  return decided({ type: "PartsReviewed", data: { parts, note, proposal: null } });
}

function sign(command: CommandOf<"SignDocument">, state: DocumentsState): DocumentsDecision {
  const { actor, ref, revision, statement, expiresOn, owner, at } = command;
  const pin = state.head.get(ref);
  if (pin === undefined) return refuse("document-missing", `The estate has no document ${ref}.`);
  if (pin.revision !== revision) {
    return refuse(
      "revision-not-current",
      `${ref} is at revision ${pin.revision.slice(0, 12)} now: read it again.`,
    );
  }
  if (expiresOn !== null && expiresOn < at.slice(0, 10)) {
    return refuse("expired-already", `${expiresOn} is past.`);
  }
  if (owner !== null && owner !== actor.ref && !actor.teams.includes(owner)) {
    return refuse("not-authorised", `Only ${owner} may sign ${ref}.`);
  }
  return decided({ type: "DocumentSigned", data: { ref, revision, statement, expiresOn } });
}
