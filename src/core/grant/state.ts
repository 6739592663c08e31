import type { Actor } from "../model/actor.ts";
import type { EndCause, GrantEvent, ReviewVerdict, UseSeen } from "./events.ts";

/**
 * Where a grant stands. Between `opening` and `revoked` it may let somebody in:
 * - `opening`, `closing`: an act is under way, or will be tried again;
 * - `not-opened`: it was tried and certainly let nobody in;
 * - `withdrawn`: it ended before anything was tried.
 */
export type GrantStatus =
  | "none"
  | "asked"
  | "refused"
  | "withdrawn"
  | "approved"
  | "opening"
  | "not-opened"
  | "open"
  | "closing"
  | "revoked";

/** The last word of a try that came to nothing. */
export type GrantTrouble = { readonly message: string; readonly at: string; readonly retryAt: string | null };

/** A grant as its events tell it. Never changed in place. */
export type GrantState = {
  readonly status: GrantStatus;
  readonly asked: Extract<GrantEvent, { readonly type: "GrantAsked" }>["data"] | null;
  readonly askedBy: Actor | null;
  readonly askedAt: string | null;
  readonly approvedBy: Actor | null;
  readonly openedAt: string | null;
  /** The latest instant at which it still lets somebody in; null before it was opened. */
  readonly until: string | null;
  /** Tries to open and to close so far; the newest is the valid one. */
  readonly openings: number;
  /** True once a try to open was lost: it may have let somebody in without anybody having seen it. */
  readonly mayHaveOpened: boolean;
  readonly closings: number;
  /** Credentials that were begun; the newest counts. */
  readonly issues: number;
  readonly credential: { readonly reference: string; readonly issuedAt: string } | null;
  readonly end: {
    readonly cause: EndCause;
    readonly reason: string;
    readonly by: Actor;
    readonly at: string;
  } | null;
  readonly revokedAt: string | null;
  readonly sessionsEnded: number;
  readonly uses: readonly UseSeen[];
  /** Why it is not where it should be; null while all goes well. */
  readonly trouble: GrantTrouble | null;
  readonly review: {
    readonly verdict: ReviewVerdict;
    readonly note: string;
    readonly by: Actor;
    readonly at: string;
  } | null;
};

export const initialGrantState = (): GrantState => ({
  status: "none",
  asked: null,
  askedBy: null,
  askedAt: null,
  approvedBy: null,
  openedAt: null,
  until: null,
  openings: 0,
  mayHaveOpened: false,
  closings: 0,
  issues: 0,
  credential: null,
  end: null,
  revokedAt: null,
  sessionsEnded: 0,
  uses: [],
  trouble: null,
  review: null,
});

const mayLetIn: ReadonlySet<GrantStatus> = new Set(["opening", "open", "closing"]);

/** Whether somebody may be let in by it now, as far as anybody knows. */
export function mayBeOpen({ status, mayHaveOpened }: GrantState): boolean {
  return mayLetIn.has(status) || (status === "approved" && mayHaveOpened);
}

/** Whether it should be closed and nobody can say that it is. */
export function isAlarming({ status, trouble }: GrantState): boolean {
  return status === "closing" && trouble !== null;
}

/** Whether somebody else still has to look at a break-glass. */
export function needsReview({ status, asked, review }: GrantState): boolean {
  return status !== "none" && asked?.origin === "break-glass" && review === null;
}

/** Whether nothing more will happen to it but a review. */
export function isOver({ status }: Pick<GrantState, "status">): boolean {
  return status === "refused" || status === "withdrawn" || status === "not-opened" || status === "revoked";
}
