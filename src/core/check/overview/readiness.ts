import type { Ref } from "../../model/ref.ts";
import type { Scope } from "../../model/scope.ts";
import type { ObjectiveRow } from "../objective-rows.ts";

/** What is known of one service when the question is put. */
export type ServiceReadiness = Pick<ObjectiveRow, "ref" | "rto" | "rpo" | "verdict"> & {
  readonly scope: Scope | null;
};

/** How one service stands: `none` has no objective, `out` is left out of continuity on purpose. */
export type Standing = "good" | "late" | "unknown" | "none" | "out";

/** What bears on the whole. */
export type ReadinessFacts = {
  readonly services: readonly ServiceReadiness[];
  /** Findings of severity error. */
  readonly errors: number;
  /** Whether the documents of the followed folder have errors, so that an older revision is in use. */
  readonly isLastGood: boolean;
  /** Parts of plans that rely on something that was changed since. */
  readonly staleParts: number;
};

/** Why the answer is what it is; `about` names the evidence. */
export type ReadinessReason = {
  readonly about:
    | "late"
    | "unknown"
    | "good"
    | "measured"
    | "unmeasured"
    | "none"
    | "errors"
    | "old"
    | "stale";
  readonly tone: "good" | "bad" | "open";
  /** In one clause. */
  readonly text: string;
  readonly count: number;
  /** The services it is about; empty where it is not about services. */
  readonly refs: readonly Ref[];
};

/**
 * The answer to "can we recover today?": `yes` only where every service with an objective is forecast to meet it;
 * `partly` some are and some are not; `no` none is; `unknown` nothing is known to be late, and not all is known;
 * `nothing` there is no objective to hold anything against.
 */
export type Readiness = {
  readonly status: "yes" | "partly" | "no" | "unknown" | "nothing";
  /** One sentence. */
  readonly headline: string;
  /** The worst first. */
  readonly reasons: readonly ReadinessReason[];
};

/**
 * How a service stands. What was measured last counts against it and never for it: a recovery that was too slow is
 * evidence, while a fast one does not make good what the forecast does not know.
 */
export function standingOf({ scope, rto, rpo, verdict }: ServiceReadiness): Standing {
  if (scope === "out") return "out";
  if (rto.requiredSeconds === null && rpo.requiredSeconds === null) return "none";
  if (verdict === "missed" || isBeyond(rto) || isBeyond(rpo)) return "late";
  return verdict === "met" ? "good" : "unknown";
}

const isBeyond = (objective: {
  readonly requiredSeconds: number | null;
  readonly measuredSeconds: number | null;
}) =>
  objective.requiredSeconds !== null &&
  objective.measuredSeconds !== null &&
  objective.measuredSeconds > objective.requiredSeconds;

/** Answers from what is known. What is unknown is never counted as good. */
export function judgeReadiness(facts: ReadinessFacts): Readiness {
  const by = sorted(facts.services);
  const asked = by.good.length + by.late.length + by.unknown.length;
  const status = statusOf(by, asked);
  return {
    status,
    headline: headlineOf(status, by, asked, facts.services.length),
    reasons: reasonsOf(by, asked, facts),
  };
}

type Sorted = { readonly [standing in Standing]: readonly ServiceReadiness[] };

function sorted(services: readonly ServiceReadiness[]): Sorted {
  const of = (standing: Standing) => services.filter((service) => standingOf(service) === standing);
  return { good: of("good"), late: of("late"), unknown: of("unknown"), none: of("none"), out: of("out") };
}

function statusOf({ good, late }: Sorted, asked: number): Readiness["status"] {
  if (asked === 0) return "nothing";
  if (good.length === asked) return "yes";
  if (late.length === 0) return "unknown";
  return good.length === 0 ? "no" : "partly";
}

function headlineOf(
  status: Readiness["status"],
  { good, late, unknown }: Sorted,
  asked: number,
  all: number,
): string {
  const services = `${asked} ${asked === 1 ? "service" : "services"} with an objective`;
  switch (status) {
    case "nothing":
      return all === 0
        ? "No service is described yet, so there is nothing to say."
        : "Nobody has said how fast anything has to be back.";
    case "yes":
      return asked === 1
        ? "Yes: the one service with an objective is forecast to be back in time."
        : `Yes: all ${services} are forecast to be back in time.`;
    case "no":
      return asked === late.length
        ? `No: ${asked === 1 ? "the one service" : `all ${asked} services`} with an objective would be late.`
        : `No: ${late.length} of ${services} would be late, and of the others we do not know.`;
    case "partly":
      return `Not all of it: ${late.length} of ${services} would be late.`;
    case "unknown":
      return good.length === 0
        ? `We do not know: of ${asked === 1 ? "the one service with an objective" : `all ${services}`} too little is known.`
        : `We do not know: of ${unknown.length} of ${services} too little is known.`;
    default:
      return status satisfies never;
  }
}

function about(
  name: ReadinessReason["about"],
  tone: ReadinessReason["tone"],
  services: readonly ServiceReadiness[],
  text: string,
): ReadinessReason {
  return { about: name, tone, text, count: services.length, refs: services.map(({ ref }) => ref) };
}

function whole(
  name: ReadinessReason["about"],
  tone: ReadinessReason["tone"],
  count: number,
  text: string,
): ReadinessReason {
  return { about: name, tone, text, count, refs: [] };
}

function reasonsOf({ good, late, unknown, none }: Sorted, asked: number, facts: ReadinessFacts) {
  const withObjective = [...good, ...late, ...unknown];
  const isMeasured = ({ rto, rpo }: ServiceReadiness) =>
    rto.measuredSeconds !== null || rpo.measuredSeconds !== null;
  const measured = withObjective.filter(isMeasured);
  const of = (services: readonly ServiceReadiness[]) => `${services.length} of ${asked}`;
  const reasons: readonly ReadinessReason[] = [
    about("late", "bad", late, `${of(late)} would be late, by forecast or by the last recovery`),
    about(
      "unknown",
      "open",
      unknown,
      `${of(unknown)} unknown: no runbook, or durations or copies that nobody has stated`,
    ),
    whole(
      "errors",
      "bad",
      facts.errors,
      `${facts.errors} ${facts.errors === 1 ? "error" : "errors"} in the documents`,
    ),
    whole(
      "old",
      "bad",
      facts.isLastGood ? 1 : 0,
      "the followed folder has errors: the last revision without any is in use",
    ),
    about("good", "good", good, `${of(good)} forecast to meet what is required, nine times in ten`),
    about("measured", "good", measured, `${of(measured)} measured in a live recovery`),
    about(
      "unmeasured",
      "open",
      withObjective.filter((service) => !isMeasured(service)),
      `${asked - measured.length} of ${asked} never measured: a forecast is all there is`,
    ),
    whole(
      "stale",
      "open",
      facts.staleParts,
      `${facts.staleParts} ${facts.staleParts === 1 ? "part of a plan rests" : "parts of plans rest"} on what was changed since`,
    ),
    about(
      "none",
      "open",
      none,
      `${none.length} ${none.length === 1 ? "service has" : "services have"} no objective and ${none.length === 1 ? "is" : "are"} not counted`,
    ),
  ];
  return reasons.filter(({ count }) => count > 0);
}
