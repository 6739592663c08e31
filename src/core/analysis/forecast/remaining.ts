import { keyOfText } from "../probability/counter-random.ts";
import { compileProblem, ticksPerSecond } from "../schedule/compiled-problem.ts";
import type { Infeasibility, Resource } from "../schedule/schedule-problem.ts";
import { createDispatcher } from "./dispatch.ts";
import { type DurationModel, likelySecondsOf } from "./duration-model.ts";
import type { ForecastStep, PlannedModel } from "./forecast-model.ts";
import { longestFirst } from "./priority-order.ts";
import { remainingDuration } from "./remaining-duration.ts";
import { simulate } from "./simulate.ts";
import { type Quantiles, summarize } from "./summarize.ts";

/** A step of something that is under way. */
export type StepUnderWay = {
  readonly id: string;
  readonly after: readonly string[];
  readonly needs: { readonly [resource: string]: number };
  readonly duration: DurationModel;
  readonly isBeforeBack: boolean;
  /** How far it is: over, begun so many seconds ago, or not begun. */
  readonly progress:
    | { readonly type: "settled" }
    | { readonly type: "running"; readonly elapsedSeconds: number }
    | { readonly type: "open" };
};

/** What is left of a run from where it stands, in seconds from now. */
export type Remaining = {
  /** Until the last step is over. */
  readonly seconds: Quantiles;
  /** Until users have the service back. */
  readonly backSeconds: Quantiles;
  /** The probability to have the service back within so many seconds; null when none were asked for. */
  readonly probabilityBackWithin: number | null;
  /** Open steps of unknown duration: counted as no time, so every number is a lower bound. */
  readonly unknown: readonly string[];
  /** Running steps that have lasted longer than they were ever thought to: nothing is known of their rest. */
  readonly overdue: readonly string[];
  /** When each step that is not over would begin and end if everything took its likely time. */
  readonly plan: readonly {
    readonly step: string;
    readonly startSeconds: number;
    readonly endSeconds: number;
  }[];
};

/** The forecast, or why what is left can never be done. */
export type RemainingAnswer =
  | { readonly status: "forecast"; readonly remaining: Remaining }
  | { readonly status: "infeasible"; readonly reasons: readonly Infeasibility[] };

type Asked = {
  readonly trials: number;
  readonly seed: number;
  /** Seconds from now within which users must have the service back; null without a limit. */
  readonly withinSeconds: number | null;
};

const nothing: Quantiles = { p50: 0, p90: 0, p95: 0, p99: 0 };

/**
 * Forecasts the rest of a run. Of a step that runs only what can still come is drawn: its duration given what has
 * passed. Running steps keep the people they have; the others take their turn, what has most behind it first, as people
 * do who do not know how long anything will take. The same question gives the same answer.
 */
export function forecastRemaining(
  all: readonly StepUnderWay[],
  resources: readonly Resource[],
  { trials, seed, withinSeconds }: Asked,
): RemainingAnswer {
  const left = all
    .filter(({ progress }) => progress.type !== "settled")
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  if (left.length === 0) {
    const probabilityBackWithin = withinSeconds === null ? null : withinSeconds >= 0 ? 1 : 0;
    const remaining = { seconds: nothing, backSeconds: nothing, probabilityBackWithin };
    return { status: "forecast", remaining: { ...remaining, unknown: [], overdue: [], plan: [] } };
  }
  const rest = left.map(restOf);
  const steps = rest.map(({ step }) => step);
  const isLeft = new Set(steps.map(({ id }) => id));
  const running = new Set(left.filter(({ progress }) => progress.type === "running").map(({ id }) => id));
  const compilation = compileProblem({
    resources: withRoomFor(resources, left),
    activities: steps.map((step) => ({
      ...step,
      after: running.has(step.id) ? [] : step.after.filter((id) => isLeft.has(id)),
      durationSeconds: likelySecondsOf(step.duration),
    })),
  });
  if (compilation.status === "infeasible") return compilation;
  const { problem } = compilation;
  const planned: PlannedModel = {
    problem,
    steps,
    keys: Int32Array.from(steps, ({ id }) => keyOfText(id)),
    plan: {
      starts: new Float64Array(problem.size),
      end: 0,
      bound: { end: 0, by: "critical-path" },
      isOptimal: false,
    },
  };
  const rule = { order: runningFirst(longestFirst(planned), steps, running), isStrict: false };
  const dispatcher = createDispatcher(planned, rule);
  dispatcher.run(problem.duration.map((ticks) => ticks / ticksPerSecond));
  const plan = steps.map(({ id }, at) => ({
    step: id,
    startSeconds: dispatcher.trial.start[at]!,
    endSeconds: dispatcher.trial.finish[at]!,
  }));
  const model = { ...planned, rule };
  const summary = summarize(model, simulate(model, { seed, from: 0, to: trials }), withinSeconds);
  return {
    status: "forecast",
    remaining: {
      seconds: summary.seconds,
      backSeconds: summary.backSeconds,
      probabilityBackWithin: summary.probabilityMet,
      unknown: left.filter(({ duration }) => duration.type === "unknown").map(({ id }) => id),
      overdue: rest.filter(({ isOverdue }) => isOverdue).map(({ step }) => step.id),
      plan,
    },
  };
}

function restOf({ progress, ...step }: StepUnderWay): {
  readonly step: ForecastStep;
  readonly isOverdue: boolean;
} {
  const duration =
    progress.type === "running" ? remainingDuration(step.duration, progress.elapsedSeconds) : step.duration;
  const common = { notBeforeSeconds: 0, failure: null, cause: null };
  return {
    step: { ...step, ...common, duration: duration ?? { type: "unknown" } },
    isOverdue: duration === null,
  };
}

/** What runs has its people, whatever the documents say there are; so there are at least as many. */
function withRoomFor(resources: readonly Resource[], left: readonly StepUnderWay[]): readonly Resource[] {
  const used = new Map<string, number>();
  for (const { needs, progress } of left) {
    if (progress.type !== "running") continue;
    for (const [id, amount] of Object.entries(needs)) used.set(id, (used.get(id) ?? 0) + amount);
  }
  const most = (id: string) => Math.max(used.get(id) ?? 0, ...left.map(({ needs }) => needs[id] ?? 0));
  return resources.map((resource) =>
    resource.capacity === null
      ? resource
      : { ...resource, capacity: Math.max(resource.capacity, most(resource.id)), changes: [] },
  );
}

function runningFirst(
  order: Int32Array,
  steps: readonly ForecastStep[],
  running: ReadonlySet<string>,
): Int32Array {
  const isRunning = (at: number) => running.has(steps[at]?.id ?? "");
  return Int32Array.from([...order.filter(isRunning), ...order.filter((at) => !isRunning(at))]);
}
