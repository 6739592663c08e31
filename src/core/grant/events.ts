import type { Actor } from "../model/actor.ts";
import type { JsonObject } from "../model/json.ts";
import type { Ref } from "../model/ref.ts";
import type { StepId } from "../model/step.ts";

/** What somebody is let into, as what, and through which connector. */
export type GrantTarget = {
  readonly component: Ref;
  readonly connector: string;
  /** Roles of the database, principals of the host: what the connector calls them. */
  readonly as: readonly string[];
  /** How the connector reaches the component, as it was declared; secrets only as references. */
  readonly access: JsonObject;
};

/** How a grant came about: a step declares it, a person asked for it, or nobody could be asked. */
export type GrantOrigin = "step" | "asked" | "break-glass";

/** Why a grant ends. */
export type EndCause =
  | "step-closed"
  | "run-over"
  | "step-handed-on"
  | "expired"
  | "by-person"
  | "opening-unknown";

/** What a session was seen to do, without its data. */
export type UseSeen = {
  /** When the session began; null where the target does not tell. */
  readonly since: string | null;
  /** Where it came from; null where the target does not tell. */
  readonly from: string | null;
  readonly what: string;
};

type Event<Type extends string, Data extends JsonObject> = { readonly type: Type; readonly data: Data };

/** Everything that can have happened to a grant of access. */
export type GrantEvent =
  | Event<
      "GrantAsked",
      {
        readonly run: string;
        readonly step: StepId | null;
        readonly origin: GrantOrigin;
        readonly grantee: Ref;
        readonly target: GrantTarget;
        readonly limitSeconds: number;
        /** Whose approval it takes; null is whoever may approve grants. */
        readonly approver: Ref | null;
        readonly reason: string;
        /** Whom a break-glass was told to. */
        readonly notified: readonly Ref[];
      }
    >
  | Event<"GrantApproved", { readonly note: string }>
  | Event<"GrantRefused", { readonly reason: string }>
  | Event<"GrantWithdrawn", { readonly cause: EndCause; readonly reason: string }>
  /** Claims: written before the act. */
  | Event<"OpeningBegun", { readonly attempt: number; readonly until: string }>
  | Event<"GrantOpened", { readonly attempt: number; readonly until: string; readonly detail: string }>
  | Event<
      "OpeningFailed",
      {
        readonly attempt: number;
        readonly outcome: "failed" | "unreachable";
        readonly message: string;
        /** null: it is given up. */
        readonly retryAt: string | null;
      }
    >
  /** An opening that was thought lost came through after the end: it is closed once more. */
  | Event<"LateOpeningSeen", { readonly attempt: number; readonly detail: string }>
  | Event<"CredentialBegun", { readonly issue: number }>
  | Event<"CredentialIssued", { readonly issue: number; readonly reference: string; readonly until: string }>
  | Event<"CredentialFailed", { readonly issue: number; readonly outcome: string; readonly message: string }>
  | Event<"RevocationAsked", { readonly cause: EndCause; readonly reason: string }>
  | Event<"ClosingBegun", { readonly attempt: number }>
  | Event<
      "GrantRevoked",
      {
        readonly attempt: number;
        readonly sessionsEnded: number;
        readonly uses: readonly UseSeen[];
        readonly detail: string;
      }
    >
  | Event<
      "ClosingFailed",
      {
        readonly attempt: number;
        readonly outcome: "failed" | "unreachable" | "unknown";
        readonly message: string;
        readonly retryAt: string;
      }
    >
  | Event<"NoticeSent", { readonly person: Ref; readonly outcome: string; readonly detail: string }>
  | Event<"BreakGlassReviewed", { readonly verdict: ReviewVerdict; readonly note: string }>;

/** What a review of a break-glass comes to. */
export type ReviewVerdict = "justified" | "not-justified";

/** An event with who and when, as evolve needs it. */
export type RecordedGrantEvent = GrantEvent & { readonly actor: Actor; readonly at: string };

export const grantStreamPrefix = "grant/";
