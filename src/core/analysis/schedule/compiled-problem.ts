import type { Infeasibility, Resource, ScheduleProblem } from "./schedule-problem.ts";
import { topologicalOrder } from "./topological-order.ts";

/** Time is counted in whole microseconds and amounts in millionths, so that sums are exact and ties are ties. */
export const ticksPerSecond = 1_000_000;
const partsPerUnit = 1_000_000;

/** More steps are refused: a schedule of them would take minutes and tell nobody anything. */
export const stepsMax = 20_000;

/** Capacity that changes in time: `capacity[k * resources + r]` holds from `from[k]` to `from[k + 1]`, the last for ever. */
export type Calendar = { readonly from: Float64Array; readonly capacity: Float64Array };

/**
 * A problem as arrays. Activities are numbered in the order of their ids, so that no result depends on the order of
 * the input. Neighbours are in CSR form: those of `i` are `list[start[i]]` to before `list[start[i + 1]]`.
 */
export type CompiledProblem = {
  readonly size: number;
  readonly width: number;
  readonly ids: readonly string[];
  readonly resourceIds: readonly string[];
  readonly duration: Float64Array;
  readonly release: Float64Array;
  readonly predecessorStart: Int32Array;
  readonly predecessors: Int32Array;
  readonly successorStart: Int32Array;
  readonly successors: Int32Array;
  /** `demand[i * width + r]` */
  readonly demand: Float64Array;
  readonly capacity: Float64Array;
  readonly calendar: Calendar | null;
  /** Every activity after its predecessors. */
  readonly order: Int32Array;
};

/** The arrays, or every reason why there can be no schedule. */
export type Compilation =
  | { readonly status: "ready"; readonly problem: CompiledProblem }
  | { readonly status: "infeasible"; readonly reasons: readonly Infeasibility[] };

/** Checks a problem and turns it into arrays. Resources of unknown capacity and those nobody needs are left out. */
export function compileProblem(problem: ScheduleProblem): Compilation {
  const activities = [...problem.activities].sort((one, other) => (one.id < other.id ? -1 : 1));
  const size = activities.length;
  if (size > stepsMax)
    return { status: "infeasible", reasons: [{ type: "too-many", steps: size, stepsMax }] };
  const needed = new Set(activities.flatMap(({ needs }) => Object.keys(needs)));
  const resources = problem.resources
    .filter(({ id, capacity }) => capacity !== null && needed.has(id))
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const ids = activities.map(({ id }) => id);
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const reasons: Infeasibility[] = [];
  const after = activities.map((activity, index) => {
    if (indexOf.get(activity.id) !== index) reasons.push({ type: "duplicate", step: activity.id });
    return [...new Set(activity.after)].flatMap((name) => {
      const found = indexOf.get(name);
      if (found === undefined) reasons.push({ type: "unknown-step", step: activity.id, after: name });
      return found === undefined ? [] : [found];
    });
  });
  const width = resources.length;
  const demand = new Float64Array(size * width);
  const columns = new Map(resources.map(({ id }, column) => [id, column]));
  const capacity = Float64Array.from(resources, (resource) => parts(largestCapacity(resource)));
  const compiled = {
    size,
    width,
    ids,
    resourceIds: resources.map(({ id }) => id),
    duration: Float64Array.from(activities, ({ durationSeconds }) => ticks(durationSeconds)),
    release: Float64Array.from(activities, ({ notBeforeSeconds }) => ticks(notBeforeSeconds)),
    ...neighbours(after),
    demand,
    capacity,
    calendar: calendarOf(resources),
  };
  for (const [index, activity] of activities.entries()) {
    const { id: step, durationSeconds: seconds } = activity;
    if (!(seconds >= 0 && seconds <= secondsMax)) reasons.push({ type: "bad-duration", step, seconds });
    for (const [resource, amount] of Object.entries(activity.needs)) {
      if (!(amount >= 0 && Number.isFinite(amount)))
        reasons.push({ type: "bad-demand", step, resource, demand: amount });
      const column = columns.get(resource);
      if (column === undefined) continue;
      demand[index * width + column] = parts(amount);
      if (parts(amount) <= (capacity[column] ?? 0)) continue;
      const available = (capacity[column] ?? 0) / partsPerUnit;
      reasons.push({ type: "demand-above-capacity", step, resource, demand: amount, capacity: available });
    }
  }
  const sorted = topologicalOrder(compiled);
  if (sorted.cycle.length > 0)
    reasons.push({ type: "cycle", steps: sorted.cycle.map((index) => ids[index] ?? "") });
  if (reasons.length > 0) return { status: "infeasible", reasons };
  return { status: "ready", problem: { ...compiled, order: sorted.order } };
}

/** Thirty years: longer is a mistake, and sums of such times are still exact. */
const secondsMax = 1e9;

const ticks = (seconds: number): number => Math.round(seconds * ticksPerSecond);
const parts = (units: number): number => Math.round(units * partsPerUnit);

/** The most there ever is of a resource, in its own units. */
function largestCapacity({ capacity, changes }: Resource): number {
  return Math.max(capacity ?? 0, ...changes.map((change) => change.capacity));
}

function neighbours(after: readonly (readonly number[])[]) {
  const size = after.length;
  const predecessorStart = new Int32Array(size + 1);
  const successorStart = new Int32Array(size + 1);
  for (const [index, list] of after.entries()) {
    predecessorStart[index + 1] = (predecessorStart[index] ?? 0) + list.length;
    for (const before of list) successorStart[before + 1] = (successorStart[before + 1] ?? 0) + 1;
  }
  for (let index = 0; index < size; index += 1)
    successorStart[index + 1] = (successorStart[index + 1] ?? 0) + (successorStart[index] ?? 0);
  const predecessors = Int32Array.from(after.flatMap((list) => list.toSorted((one, other) => one - other)));
  const successors = new Int32Array(predecessors.length);
  const filled = successorStart.slice();
  for (const [index, list] of after.entries()) {
    for (const before of list) {
      const at = filled[before] ?? 0;
      successors[at] = index;
      filled[before] = at + 1;
    }
  }
  return { predecessorStart, predecessors, successorStart, successors };
}

function calendarOf(resources: readonly Resource[]): Calendar | null {
  if (resources.every(({ changes }) => changes.length === 0)) return null;
  const moments = new Set([
    0,
    ...resources.flatMap(({ changes }) => changes.map((c) => ticks(c.fromSeconds))),
  ]);
  const from = Float64Array.from(moments)
    .filter((moment) => moment >= 0)
    .sort();
  const capacity = new Float64Array(from.length * resources.length);
  for (const [column, resource] of resources.entries()) {
    for (const [row, moment] of from.entries()) {
      const last = resource.changes.findLast((change) => ticks(change.fromSeconds) <= moment);
      capacity[row * resources.length + column] = parts(last?.capacity ?? resource.capacity ?? 0);
    }
  }
  return { from, capacity };
}
