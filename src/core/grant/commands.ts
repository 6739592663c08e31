import type { Actor } from "../model/actor.ts";
import type { EndCause, GrantEvent, ReviewVerdict, UseSeen } from "./events.ts";

type DataOf<Type extends GrantEvent["type"]> = Extract<GrantEvent, { readonly type: Type }>["data"];

/** What became of an act at the target. */
export type GrantOutcome =
  | { readonly status: "done"; readonly detail: string }
  | { readonly status: "failed" | "unreachable" | "unknown"; readonly message: string };

/** What is told to a grant. Facts that a pure decider cannot find out come with the command. */
export type GrantOrder =
  | { readonly type: "AskGrant"; readonly data: DataOf<"GrantAsked"> }
  | { readonly type: "ApproveGrant"; readonly note: string }
  | { readonly type: "RefuseGrant"; readonly reason: string }
  | { readonly type: "EndGrant"; readonly cause: EndCause; readonly reason: string }
  | { readonly type: "BeginOpening" }
  | { readonly type: "SettleOpening"; readonly attempt: number; readonly outcome: GrantOutcome }
  /** `again`: the one before was collected, and is void from now on. */
  | { readonly type: "BeginCredential"; readonly again: boolean }
  | {
      readonly type: "SettleCredential";
      readonly issue: number;
      readonly outcome:
        | { readonly status: "done"; readonly reference: string; readonly until: string }
        | { readonly status: "failed" | "unreachable" | "unknown"; readonly message: string };
    }
  | { readonly type: "BeginClosing" }
  | {
      readonly type: "SettleClosing";
      readonly attempt: number;
      readonly outcome: GrantOutcome;
      readonly sessionsEnded: number;
      readonly uses: readonly UseSeen[];
    }
  | { readonly type: "RecordNotice"; readonly data: DataOf<"NoticeSent"> }
  | { readonly type: "ReviewBreakGlass"; readonly verdict: ReviewVerdict; readonly note: string };

/** An order with who gives it, and when. */
export type GrantCommand = GrantOrder & { readonly actor: Actor; readonly at: string };

/** Why a command is not allowed now. The words are for the person who gave it. */
export type GrantRefusal = {
  readonly code:
    | "grant-missing"
    | "grant-exists"
    | "grant-status"
    | "not-authorised"
    | "doer-is-approver"
    | "reason-missing"
    | "grant-limit";
  readonly message: string;
};
