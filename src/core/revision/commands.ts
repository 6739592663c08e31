import type { Actor } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import type { ApprovalRequirement } from "./approval.ts";
import type { DocumentChange, PartName, PublicationSource, StaleMark } from "./events.ts";

type Person = Extract<Actor, { readonly type: "person" }>;

/** What a publication would do; worked out by the caller on the publication `on`. */
export type PublicationFacts = {
  /** Number of the publication these facts were worked out on: on any other they are worth nothing. */
  readonly on: number;
  readonly changes: readonly DocumentChange[];
  /** The revision of the whole estate afterwards. */
  readonly revision: string;
  /** Documents in it afterwards. */
  readonly documents: number;
  readonly marks: readonly StaleMark[];
  /** Parts of plans that the publication changes itself. */
  readonly reviewed: readonly PartName[];
};

/** What somebody wants done with the documents of an estate. `at` is ISO 8601 in UTC with milliseconds. */
export type DocumentsCommand = { readonly at: string } & (
  | {
      readonly type: "OpenProposal";
      readonly actor: Person;
      readonly proposal: string;
      readonly title: string;
      readonly reason: string;
      readonly base: number;
      readonly content: string;
      readonly changes: number;
    }
  | {
      readonly type: "ReviseProposal";
      readonly actor: Person;
      readonly proposal: string;
      readonly note: string;
      readonly base: number;
      readonly content: string;
      readonly changes: number;
    }
  | {
      readonly type: "CommentProposal";
      readonly actor: Person;
      readonly proposal: string;
      readonly text: string;
      readonly ref: Ref | null;
    }
  | {
      readonly type: "ApproveProposal";
      readonly actor: Person;
      readonly proposal: string;
      /** What the approver has read: another content is not approved by it. */
      readonly content: string;
      readonly note: string;
      readonly requirements: readonly ApprovalRequirement[];
    }
  | {
      readonly type: "RequestChanges";
      readonly actor: Person;
      readonly proposal: string;
      readonly reason: string;
    }
  | {
      readonly type: "WithdrawProposal";
      readonly actor: Person;
      readonly proposal: string;
      readonly reason: string;
    }
  | {
      readonly type: "PublishProposal";
      readonly actor: Person;
      readonly proposal: string;
      readonly content: string;
      readonly requirements: readonly ApprovalRequirement[];
      /** Documents that were changed since the proposal was made, otherwise than it does. */
      readonly conflicts: readonly string[];
      /** Errors that keep it from being published, in words. */
      readonly errors: readonly string[];
      readonly facts: PublicationFacts;
    }
  | {
      readonly type: "PublishDirectly";
      readonly actor: Actor;
      readonly title: string;
      readonly source: Exclude<PublicationSource, { readonly type: "proposal" }>;
      readonly facts: PublicationFacts;
    }
  | {
      readonly type: "ReviewParts";
      readonly actor: Person;
      readonly parts: readonly PartName[];
      readonly note: string;
      /** Who may say that they are right: the owners of the parts. */
      readonly owners: readonly Ref[];
    }
  | {
      readonly type: "SignDocument";
      readonly actor: Person;
      readonly ref: Ref;
      readonly revision: string;
      readonly statement: string;
      readonly expiresOn: string | null;
      readonly owner: Ref | null;
    }
);

/** Why a command is not carried out. */
export type DocumentsRefusal = {
  readonly code:
    | "proposal-missing"
    | "proposal-exists"
    | "proposal-over"
    | "nothing-changes"
    | "reason-missing"
    | "author-is-approver"
    | "already-approved"
    | "not-authorised"
    | "content-moved"
    | "base-moved"
    | "documents-conflict"
    | "approvals-missing"
    | "changes-requested"
    | "documents-invalid"
    | "estate-not-empty"
    | "part-not-stale"
    | "document-missing"
    | "revision-not-current"
    | "expired-already";
  readonly message: string;
  /** The things it is about, such as documents in conflict. */
  readonly about: readonly string[];
};
