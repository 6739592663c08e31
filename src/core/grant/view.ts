import type { Actor } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import type { GrantOrigin } from "./events.ts";
import { type GrantActivity, grantPermission } from "./permission.ts";
import { type GrantState, type GrantStatus, isAlarming, mayBeOpen, needsReview } from "./state.ts";

/** A grant as the asking person sees it. */
export type GrantView = {
  readonly id: string;
  readonly version: number;
  readonly status: GrantStatus;
  readonly origin: GrantOrigin;
  readonly run: string;
  readonly step: string | null;
  readonly grantee: Ref;
  readonly component: Ref;
  readonly connector: string;
  readonly as: readonly string[];
  readonly limitSeconds: number;
  readonly approver: Ref | null;
  readonly reason: string;
  readonly notified: readonly Ref[];
  readonly askedBy: Actor;
  readonly askedAt: string;
  readonly approvedBy: Actor | null;
  readonly openedAt: string | null;
  readonly until: string | null;
  /** Whether somebody may be let in by it now, as far as anybody knows. */
  readonly mayBeOpen: boolean;
  /** Whether it should be closed and nobody can say that it is. */
  readonly alarming: boolean;
  readonly reviewDue: boolean;
  readonly credential: GrantState["credential"];
  readonly end: GrantState["end"];
  readonly revokedAt: string | null;
  readonly sessionsEnded: number;
  readonly uses: GrantState["uses"];
  readonly trouble: GrantState["trouble"];
  readonly review: GrantState["review"];
  /** Why the asking person may not do it; what they may do is null. */
  readonly whyNot: { readonly [activity in GrantActivity]: string | null };
};

/** The grant for one person; null before it was asked for. How the target is reached stays inside. */
export function grantView(id: string, version: number, state: GrantState, actor: Actor): GrantView | null {
  const { asked, askedBy, askedAt } = state;
  if (asked === null || askedBy === null || askedAt === null) return null;
  const { run, step, origin, grantee, target, limitSeconds, approver, reason, notified } = asked;
  const { component, connector, as } = target;
  const whyNot = (activity: GrantActivity) => grantPermission(state, activity, actor)?.message ?? null;
  return {
    id,
    version,
    status: state.status,
    origin,
    run,
    step,
    grantee,
    component,
    connector,
    as,
    limitSeconds,
    approver,
    reason,
    notified,
    askedBy,
    askedAt,
    approvedBy: state.approvedBy,
    openedAt: state.openedAt,
    until: state.until,
    mayBeOpen: mayBeOpen(state),
    alarming: isAlarming(state),
    reviewDue: needsReview(state),
    credential: state.credential,
    end: state.end,
    revokedAt: state.revokedAt,
    sessionsEnded: state.sessionsEnded,
    uses: state.uses,
    trouble: state.trouble,
    review: state.review,
    whyNot: {
      approve: whyNot("approve"),
      refuse: whyNot("refuse"),
      collect: whyNot("collect"),
      end: whyNot("end"),
      review: whyNot("review"),
    },
  };
}
