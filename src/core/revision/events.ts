import type { Ref } from "../model/ref.ts";

/** A document at one revision, by content. */
export type DocumentPin = {
  /** Names its meaning; see `WrittenDocument`. */
  readonly revision: string;
  /** SHA-256 of its text, comments and all. */
  readonly text: string;
  readonly file: string;
};

/** What a publication did to one document: added (`before` null), removed (`after` null) or changed it. */
export type DocumentChange = {
  readonly ref: Ref;
  readonly before: DocumentPin | null;
  readonly after: DocumentPin | null;
};

/** Why a part of a plan has to be reviewed: something it relies on was changed. */
export type StaleReason = {
  /** What was changed. */
  readonly ref: Ref;
  readonly change: "changed" | "removed";
  /** The fields of its `spec` that differ; empty when it was removed. */
  readonly fields: readonly string[];
  /** How the part relies on it: what the part names first, what was changed last. */
  readonly via: readonly Ref[];
};

/** A part of a plan (or a runbook), by document and part. */
export type PartName = { readonly document: Ref; readonly part: string };

/** A part that has to be reviewed, and why. */
export type StaleMark = PartName & { readonly title: string; readonly reasons: readonly StaleReason[] };

/** Where a publication came from. */
export type PublicationSource =
  | { readonly type: "proposal"; readonly proposal: string }
  /** The folder that a server follows; whoever can write into it publishes. */
  | { readonly type: "folder"; readonly folder: string }
  /** The operator of the server, while there is nobody who could propose or approve. */
  | { readonly type: "operator" };

/** What happened to the documents of an estate. All of it stands in one stream, so that one version guards it. */
export type DocumentsEvent =
  | {
      readonly type: "ProposalOpened";
      readonly data: ProposalContent & { readonly title: string; readonly reason: string };
    }
  | { readonly type: "ProposalRevised"; readonly data: ProposalContent & { readonly note: string } }
  | {
      readonly type: "ProposalCommented";
      readonly data: { readonly proposal: string; readonly text: string; readonly ref: Ref | null };
    }
  | {
      readonly type: "ProposalApproved";
      readonly data: {
        readonly proposal: string;
        readonly content: string;
        readonly note: string;
        /** Owners on whose behalf it was approved; empty: as a colleague. */
        readonly owners: readonly Ref[];
      };
    }
  | {
      readonly type: "ChangesRequested";
      readonly data: { readonly proposal: string; readonly reason: string };
    }
  | {
      readonly type: "ProposalWithdrawn";
      readonly data: { readonly proposal: string; readonly reason: string };
    }
  | {
      /** Part of the publication whose number it carries, stored in one transaction with it. */
      readonly type: "DocumentsChanged";
      readonly data: { readonly number: number; readonly changes: readonly DocumentChange[] };
    }
  | {
      readonly type: "EstatePublished";
      readonly data: {
        /** 1, 2, 3 … */
        readonly number: number;
        /** Names the whole estate; see `estateRevision`. */
        readonly revision: string;
        readonly documents: number;
        readonly changed: number;
        readonly source: PublicationSource;
        readonly title: string;
      };
    }
  | {
      readonly type: "PartsMarkedStale";
      readonly data: { readonly number: number; readonly marks: readonly StaleMark[] };
    }
  | {
      readonly type: "PartsReviewed";
      readonly data: {
        readonly parts: readonly PartName[];
        readonly note: string;
        /** The approved proposal that changed these parts itself; null when somebody looked and found them right. */
        readonly proposal: string | null;
      };
    }
  | {
      readonly type: "DocumentSigned";
      readonly data: {
        readonly ref: Ref;
        readonly revision: string;
        readonly statement: string;
        /** `YYYY-MM-DD`, the last day it holds; null: until the document changes. */
        readonly expiresOn: string | null;
      };
    };

/** What a proposal holds, by content. */
export type ProposalContent = {
  readonly proposal: string;
  /** Number of the publication it was made on; 0 for an empty estate. */
  readonly base: number;
  /** SHA-256 of the canonical JSON of its changes. */
  readonly content: string;
  readonly changes: number;
};
