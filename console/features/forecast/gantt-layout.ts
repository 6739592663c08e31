import type { ForecastProblem } from "#core/analysis/forecast/forecast-model.ts";

type Placed = { readonly step: string; readonly startSeconds: number; readonly endSeconds: number };

/** A bar of the schedule. */
export type GanttBar = Placed & {
  /** Seconds it could have begun earlier, had there been somebody or something: the wait before its start. */
  readonly waitSeconds: number;
  readonly needs: { readonly [resource: string]: number };
  readonly isCritical: boolean;
};

/** A row of bars that do not overlap, but for steps of no time and of shares. */
export type GanttRow = {
  readonly key: string;
  /** The resource, or the step. */
  readonly name: string;
  /** Which of several: 1 for the first; null where there is one row alone. */
  readonly unit: number | null;
  readonly bars: readonly GanttBar[];
};

/** What the rows by people show of steps that need nobody. */
export const byItself = "by itself";

const tolerance = 1e-6;

/** The bars of a schedule, in the order of their starts: how long each waited after all before it was over. */
export function ganttBars(
  problem: ForecastProblem,
  steps: readonly Placed[],
  critical: ReadonlySet<string>,
): readonly GanttBar[] {
  const endOf = new Map(steps.map(({ step, endSeconds }) => [step, endSeconds]));
  const known = new Map(problem.steps.map((step) => [step.id, step]));
  return steps.map((placed) => {
    const own = known.get(placed.step);
    const ready = (own?.after ?? []).reduce(
      (last, before) => Math.max(last, endOf.get(before) ?? 0),
      own?.notBeforeSeconds ?? 0,
    );
    const wait = placed.startSeconds - ready;
    return {
      ...placed,
      waitSeconds: wait > tolerance ? wait : 0,
      needs: own?.needs ?? {},
      isCritical: critical.has(placed.step),
    };
  });
}

/** A row for each step. */
export function rowsBySteps(bars: readonly GanttBar[]): readonly GanttRow[] {
  return bars.map((bar) => ({ key: bar.step, name: bar.step, unit: null, bars: [bar] }));
}

type Lane = { free: number; readonly bars: GanttBar[]; readonly running: { end: number; share: number }[] };

/**
 * A row for each person or unit: a step stands in the row of whoever takes it, first come, first served. Half a person
 * shares a row with another half. What needs several stands in the row of each; what needs nobody comes last.
 */
export function rowsByPeople(bars: readonly GanttBar[], problem: ForecastProblem): readonly GanttRow[] {
  const limited = new Map(
    problem.resources.flatMap(({ id, capacity }) => (capacity === null ? [] : [[id, capacity] as const])),
  );
  const lanes = new Map<string, Lane[]>([...limited].map(([id]) => [id, []]));
  const alone: Lane[] = [];
  for (const bar of bars) {
    const needs = Object.entries(bar.needs).filter(([id, amount]) => amount > 0 && limited.has(id));
    for (const [id, amount] of needs) take(lanes.get(id) ?? [], bar, amount);
    if (needs.length === 0) take(alone, bar, 1);
  }
  const rows = [...lanes].flatMap(([id, own]) => {
    const units = Math.max(own.length, Math.min(20, Math.ceil(limited.get(id) ?? 0)));
    return Array.from({ length: units }, (_, at) => rowOf(id, at, units, own[at]?.bars ?? []));
  });
  return [...rows, ...alone.map(({ bars: own }, at) => rowOf(byItself, at, alone.length, own))];
}

function rowOf(name: string, at: number, units: number, bars: readonly GanttBar[]): GanttRow {
  return { key: `${name} ${at}`, name, unit: units > 1 ? at + 1 : null, bars };
}

/** Takes so much of the first lanes that have something left at the start of the bar; opens more where there are none. */
function take(lanes: Lane[], bar: GanttBar, amount: number): void {
  const isMoment = bar.endSeconds - bar.startSeconds <= tolerance;
  let left = isMoment ? Math.min(amount, tolerance) : amount;
  for (let at = 0; left > tolerance / 2; at += 1) {
    const lane = lanes[at] ?? { free: 1, bars: [], running: [] };
    if (at === lanes.length) lanes.push(lane);
    for (const one of lane.running.filter(({ end }) => end <= bar.startSeconds + tolerance)) {
      lane.free += one.share;
      lane.running.splice(lane.running.indexOf(one), 1);
    }
    const share = Math.min(1, left);
    if (lane.free + tolerance < share) continue;
    lane.free -= share;
    lane.running.push({ end: bar.endSeconds, share });
    lane.bars.push(bar);
    left -= share;
  }
}

/** A round step of the time axis that gives about so many marks. */
export function tickSeconds(spanSeconds: number, marks: number): number {
  const steps = [
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400,
    21_600, 43_200, 86_400, 172_800, 604_800,
  ];
  const wanted = spanSeconds / Math.max(1, marks);
  return steps.find((step) => step >= wanted) ?? Math.ceil(wanted / 604_800) * 604_800;
}
