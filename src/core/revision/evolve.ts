import { actorName } from "../model/actor.ts";
import type { Actor } from "../model/actor.ts";
import type { DocumentChange, DocumentsEvent, StaleMark } from "./events.ts";
import { type DocumentsState, partKey, type ProposalState } from "./state.ts";

/** An event and what the log says about it. */
export type Recorded = DocumentsEvent & {
  readonly at: string;
  readonly actor: Actor;
  readonly hash: string;
};

/** More reasons than this help nobody: the part has to be read anyway. */
const reasonsMax = 20;

/** The state after an event. */
export function evolve(state: DocumentsState, event: Recorded): DocumentsState {
  const next = state.origin === null ? { ...state, origin: event.hash } : state;
  switch (event.type) {
    case "ProposalOpened":
    case "ProposalRevised":
    case "ProposalCommented":
    case "ProposalApproved":
    case "ChangesRequested":
    case "ProposalWithdrawn":
      return withProposal(next, event);
    case "DocumentsChanged":
      return { ...next, ...changed(next, event.data.number, event.data.changes) };
    case "EstatePublished":
      return published(next, event);
    case "PartsMarkedStale":
      return { ...next, stale: marked(next, event.data.number, event.data.marks, event) };
    case "PartsReviewed": {
      const stale = new Map(next.stale);
      for (const part of event.data.parts) stale.delete(partKey(part));
      return { ...next, stale };
    }
    case "DocumentSigned": {
      const signature = { ...event.data, by: event.actor, at: event.at };
      return { ...next, signOffs: [...next.signOffs, signature] };
    }
    default:
      return event satisfies never;
  }
}

/** The state after a stretch of the log. */
export function fold(state: DocumentsState, events: readonly Recorded[]): DocumentsState {
  return events.reduce(evolve, state);
}

type ProposalEvent = Extract<
  Recorded,
  { readonly data: { readonly proposal: string; readonly parts?: never } }
>;

function withProposal(state: DocumentsState, event: ProposalEvent): DocumentsState {
  const before = state.proposals.get(event.data.proposal);
  const after = proposalAfter(before, event);
  return after === null
    ? state
    : { ...state, proposals: new Map(state.proposals).set(event.data.proposal, after) };
}

function opened(event: Extract<ProposalEvent, { readonly type: "ProposalOpened" }>): ProposalState {
  const { proposal, ...data } = event.data;
  return {
    ...data,
    id: proposal,
    status: "open",
    authors: [event.actor],
    openedAt: event.at,
    changedAt: event.at,
    version: 1,
    approvals: [],
    objections: [],
    comments: [],
    publishedAs: null,
  };
}

function proposalAfter(before: ProposalState | undefined, event: ProposalEvent): ProposalState | null {
  if (event.type === "ProposalOpened") return opened(event);
  if (before === undefined) return null;
  const { at, actor: by } = event;
  const next = { ...before, version: before.version + 1, changedAt: at };
  switch (event.type) {
    case "ProposalRevised": {
      const { base, content, changes } = event.data;
      const isKnown = before.authors.some((author) => actorName(author) === actorName(by));
      const authors = isKnown ? before.authors : [...before.authors, by];
      return { ...next, base, content, changes, authors, approvals: [], objections: [] };
    }
    case "ProposalCommented":
      return {
        ...next,
        comments: [...before.comments, { by, at, text: event.data.text, ref: event.data.ref }],
      };
    case "ProposalApproved": {
      const { note, owners } = event.data;
      // Whoever asked for changes and approves now has got them.
      const objections = before.objections.filter((one) => actorName(one.by) !== actorName(by));
      return { ...next, objections, approvals: [...before.approvals, { by, at, note, owners }] };
    }
    case "ChangesRequested": {
      const approvals = before.approvals.filter((one) => actorName(one.by) !== actorName(by));
      return {
        ...next,
        approvals,
        objections: [...before.objections, { by, at, reason: event.data.reason }],
      };
    }
    case "ProposalWithdrawn":
      return { ...next, status: "withdrawn" };
    default:
      return event satisfies never;
  }
}

function changed(
  state: DocumentsState,
  number: number,
  changes: readonly DocumentChange[],
): Pick<DocumentsState, "head" | "history"> {
  const head = new Map(state.head);
  const history = new Map(state.history);
  for (const { ref, after } of changes) {
    if (after === null) head.delete(ref);
    else head.set(ref, after);
    history.set(ref, [...(history.get(ref) ?? []), { number, pin: after }]);
  }
  return { head, history };
}

function published(
  state: DocumentsState,
  event: Extract<Recorded, { readonly type: "EstatePublished" }>,
): DocumentsState {
  const { number, revision, source } = event.data;
  const publication = { ...event.data, at: event.at, by: event.actor };
  const next = { ...state, number, revision, publications: [...state.publications, publication] };
  if (source.type !== "proposal") return next;
  const before = state.proposals.get(source.proposal);
  if (before === undefined) return next;
  const after: ProposalState = {
    ...before,
    status: "published",
    publishedAs: number,
    changedAt: event.at,
    version: before.version + 1,
  };
  return { ...next, proposals: new Map(state.proposals).set(source.proposal, after) };
}

function marked(
  state: DocumentsState,
  number: number,
  marks: readonly StaleMark[],
  { at, actor: by }: Recorded,
): DocumentsState["stale"] {
  const stale = new Map(state.stale);
  for (const { reasons, ...part } of marks) {
    const before = stale.get(partKey(part));
    const all = [...(before?.reasons ?? []), ...reasons.map((reason) => ({ ...reason, number, at, by }))];
    stale.set(partKey(part), { ...part, since: before?.since ?? at, reasons: all.slice(-reasonsMax) });
  }
  return stale;
}
