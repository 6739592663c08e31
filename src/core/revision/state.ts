import type { Actor } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import type { DocumentPin, PartName, PublicationSource, StaleReason } from "./events.ts";

/** One document's place in a publication. */
export type HistoryEntry = {
  readonly number: number;
  /** null: it was removed. */
  readonly pin: DocumentPin | null;
};

export type Publication = {
  readonly number: number;
  readonly revision: string;
  readonly title: string;
  readonly documents: number;
  readonly changed: number;
  readonly source: PublicationSource;
  readonly at: string;
  readonly by: Actor;
};

export type Approval = {
  readonly by: Actor;
  readonly at: string;
  readonly note: string;
  readonly owners: readonly Ref[];
};

export type ProposalState = {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
  readonly status: "open" | "published" | "withdrawn";
  /** Everybody who wrote a part of it: none of them may approve it. */
  readonly authors: readonly Actor[];
  readonly base: number;
  readonly content: string;
  readonly changes: number;
  readonly openedAt: string;
  readonly changedAt: string;
  /** Counts the events of the proposal, from 1. */
  readonly version: number;
  /** Of the present content; a new content needs new ones. */
  readonly approvals: readonly Approval[];
  readonly objections: readonly { readonly by: Actor; readonly at: string; readonly reason: string }[];
  readonly comments: readonly {
    readonly by: Actor;
    readonly at: string;
    readonly text: string;
    readonly ref: Ref | null;
  }[];
  /** The publication it became. */
  readonly publishedAs: number | null;
};

/** A part that has to be reviewed, with what made it stale and when. */
export type StalePart = PartName & {
  readonly title: string;
  readonly since: string;
  readonly reasons: readonly (StaleReason & {
    readonly number: number;
    readonly at: string;
    readonly by: Actor;
  })[];
};

export type SignOff = {
  readonly ref: Ref;
  readonly revision: string;
  readonly statement: string;
  readonly expiresOn: string | null;
  readonly by: Actor;
  readonly at: string;
};

/** The documents of an estate as the log tells them. */
export type DocumentsState = {
  /** The hash of the first event: tells this log from any other; null while there is none. */
  readonly origin: string | null;
  /** Of the newest publication; 0 and null before the first. */
  readonly number: number;
  readonly revision: string | null;
  readonly head: ReadonlyMap<Ref, DocumentPin>;
  readonly history: ReadonlyMap<Ref, readonly HistoryEntry[]>;
  readonly publications: readonly Publication[];
  readonly proposals: ReadonlyMap<string, ProposalState>;
  readonly stale: ReadonlyMap<string, StalePart>;
  readonly signOffs: readonly SignOff[];
};

/** The state before the first event. */
export function initialDocumentsState(): DocumentsState {
  return {
    origin: null,
    number: 0,
    revision: null,
    head: new Map(),
    history: new Map(),
    publications: [],
    proposals: new Map(),
    stale: new Map(),
    signOffs: [],
  };
}

/** The name of a part in `DocumentsState.stale`. */
export function partKey({ document, part }: PartName): string {
  return `${document} ${part}`;
}
