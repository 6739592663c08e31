import { compileProblem, ticksPerSecond } from "./compiled-problem.ts";
import { orderByKey } from "./order-by-key.ts";
import type { Activity, Infeasibility, Resource } from "./schedule-problem.ts";
import { scheduleInOrder } from "./serial-schedule.ts";
import { type Schedule, solveSchedule } from "./solve-schedule.ts";
import { createTimeline } from "./timeline.ts";

/** A recovery that shares people with others: a runbook, the plans of a business unit. Names of its steps are its own. */
export type Recovery = {
  readonly name: string;
  readonly activities: readonly Activity[];
  readonly objectiveSeconds: number | null;
};

/** A stretch of time in which recoveries, each as if it were alone, would need more of a resource than there is. */
export type Clash = {
  readonly resource: string;
  readonly fromSeconds: number;
  readonly untilSeconds: number;
  readonly recoveries: readonly string[];
  /** The most they need at once in that stretch. */
  readonly demand: number;
  readonly capacity: number;
};

/** When each recovery ends if they are served in an order; what it costs against being alone. */
export type ServingOrder = {
  readonly order: readonly string[];
  readonly ends: readonly {
    readonly recovery: string;
    readonly seconds: number;
    readonly delaySeconds: number;
    /** null without an objective. */
    readonly isMet: boolean | null;
  }[];
};

/** Who is in whose way. */
export type Conflicts = {
  readonly status: "compared";
  readonly alone: readonly { readonly recovery: string; readonly seconds: number }[];
  readonly clashes: readonly Clash[];
  /** Each of them first once, the others in the order given. */
  readonly orders: readonly ServingOrder[];
};

/** The comparison, or why one of them cannot be done at all. */
export type ConflictAnswer =
  | Conflicts
  | { readonly status: "infeasible"; readonly reasons: readonly Infeasibility[] };

/** Compares recoveries that begin at the same time and share resources. */
export function findConflicts(
  recoveries: readonly Recovery[],
  resources: readonly Resource[],
): ConflictAnswer {
  const alone: { readonly recovery: Recovery; readonly schedule: Schedule }[] = [];
  for (const recovery of recoveries) {
    const answer = solveSchedule({ activities: recovery.activities, resources });
    if (answer.status === "infeasible") return answer;
    alone.push({ recovery, schedule: answer.schedule });
  }
  const orders = recoveries.map((first) => [first, ...recoveries.filter((other) => other !== first)]);
  return {
    status: "compared",
    alone: alone.map(({ recovery, schedule }) => ({ recovery: recovery.name, seconds: schedule.seconds })),
    clashes: resources.flatMap((resource) => clashesOver(resource, alone)),
    orders: orders.map((order) => servedInOrder(order, alone, resources)),
  };
}

type Alone = readonly { readonly recovery: Recovery; readonly schedule: Schedule }[];

function clashesOver({ id, capacity, changes }: Resource, alone: Alone): readonly Clash[] {
  if (capacity === null) return [];
  const uses = alone.flatMap(({ recovery, schedule }) => {
    const needs = new Map(recovery.activities.map((activity) => [activity.id, activity.needs[id] ?? 0]));
    return schedule.steps
      .filter(({ step, startSeconds, endSeconds }) => (needs.get(step) ?? 0) > 0 && endSeconds > startSeconds)
      .map((step) => ({ ...step, recovery: recovery.name, amount: needs.get(step.step) ?? 0 }));
  });
  const moments = new Set([
    ...uses.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]),
    ...changes.map(({ fromSeconds }) => fromSeconds),
  ]);
  const sorted = [...moments].sort((one, other) => one - other);
  const clashes: Clash[] = [];
  for (const [at, fromSeconds] of sorted.entries()) {
    const untilSeconds = sorted[at + 1];
    if (untilSeconds === undefined) break;
    const there = changes.findLast((change) => change.fromSeconds <= fromSeconds)?.capacity ?? capacity;
    const active = uses.filter((use) => use.startSeconds <= fromSeconds && fromSeconds < use.endSeconds);
    const demand = active.reduce((sum, { amount }) => sum + amount, 0);
    if (demand <= there + 1e-9) continue;
    const names = [...new Set(active.map(({ recovery }) => recovery))];
    const last = clashes.at(-1);
    if (last?.untilSeconds === fromSeconds && last.recoveries.join() === names.join())
      clashes[clashes.length - 1] = { ...last, untilSeconds, demand: Math.max(last.demand, demand) };
    else
      clashes.push({ resource: id, fromSeconds, untilSeconds, recoveries: names, demand, capacity: there });
  }
  return clashes;
}

/** All steps of the first recovery are placed before those of the second, and so on; each fills what is left free. */
function servedInOrder(
  order: readonly Recovery[],
  alone: Alone,
  resources: readonly Resource[],
): ServingOrder {
  const named = order.flatMap(({ name, activities }) =>
    activities.map((activity) => ({
      ...activity,
      id: `${name}/${activity.id}`,
      after: activity.after.map((before) => `${name}/${before}`),
    })),
  );
  const compilation = compileProblem({ activities: named, resources });
  if (compilation.status === "infeasible") throw new Error("each alone was feasible, so all together are");
  const { problem } = compilation;
  const key = new Float64Array(problem.size);
  for (const [place, { name }] of order.entries()) {
    const { schedule } = alone.find(({ recovery }) => recovery.name === name) ?? {};
    for (const { step, startSeconds } of schedule?.steps ?? [])
      key[problem.ids.indexOf(`${name}/${step}`)] = place * 1e10 + startSeconds;
  }
  const starts = new Float64Array(problem.size);
  scheduleInOrder(problem, orderByKey(problem, key), createTimeline(problem), starts);
  const ends = order.map(({ name, objectiveSeconds }) => {
    const own = [...problem.ids.keys()].filter((i) => problem.ids[i]?.startsWith(`${name}/`));
    const seconds = Math.max(0, ...own.map((i) => starts[i]! + problem.duration[i]!)) / ticksPerSecond;
    const before = alone.find(({ recovery }) => recovery.name === name)?.schedule.seconds ?? 0;
    const isMet = objectiveSeconds === null ? null : seconds <= objectiveSeconds;
    return { recovery: name, seconds, delaySeconds: Math.max(0, seconds - before), isMet };
  });
  return { order: order.map(({ name }) => name), ends };
}
