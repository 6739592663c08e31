import { type Actor, actorName } from "#core/model/actor.ts";
import type { RunView, StepView } from "#core/run/view.ts";

/** A stretch of time, in milliseconds since 1970. */
export type Span = { readonly from: number; readonly to: number };

/** A step in the row of who does it. */
export type GanttBar = {
  readonly step: StepView;
  /** As it would have been with every likely duration, from the start of the run; null where that is not known. */
  readonly planned: Span | null;
  /** As it was, or is so far. */
  readonly actual: Span | null;
  /** As it is forecast from now on. */
  readonly forecast: Span | null;
  /** Which line of the row it takes, so that bars do not cover each other. */
  readonly lane: number;
};

export type GanttRow = {
  readonly who: string;
  readonly bars: readonly GanttBar[];
  readonly lanes: number;
};

type StepSpans = { readonly [what in "planned" | "forecast"]: ReadonlyMap<string, Span> };

const name = (actor: Actor | null) => (actor?.type === "person" ? actorName(actor) : null);

/** Who a step is shown with: who has it in hand, else who is responsible; what runs by itself stands together. */
export function whoDoes(step: StepView): string {
  if (step.work === "person" || step.work === "decision") return name(step.takenBy) ?? step.responsible;
  return "by itself";
}

function extent({ planned, actual, forecast }: Omit<GanttBar, "lane">): Span | null {
  const spans = [planned, actual, forecast].filter((span) => span !== null);
  if (spans.length === 0) return null;
  return { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };
}

/** The first line in which nothing is in the way; `ends` holds the end of the last bar of each line. */
function laneFor(span: Span, ends: number[]): number {
  const free = ends.findIndex((end) => end <= span.from);
  const lane = free < 0 ? ends.length : free;
  ends[lane] = span.to;
  return lane;
}

/**
 * Rows of people with their steps: as planned, as they were, and as they are forecast. `room` is how long a bar has to
 * be for its title to fit in, in milliseconds: what is shorter keeps others away so far.
 */
export function ganttRows(
  run: Pick<RunView, "steps">,
  spans: StepSpans,
  now: number,
  room: (title: string) => number = () => 0,
): readonly GanttRow[] {
  const rows = new Map<string, { bars: GanttBar[]; ends: number[] }>();
  const bars = run.steps.flatMap((step) => {
    const { startedAt, settledAt } = step;
    const actual =
      startedAt === null
        ? null
        : { from: Date.parse(startedAt), to: settledAt === null ? now : Date.parse(settledAt) };
    const forecast = settledAt === null ? (spans.forecast.get(step.id) ?? null) : null;
    const bar = { step, planned: spans.planned.get(step.id) ?? null, actual, forecast };
    const span = extent(bar);
    return span === null ? [] : [{ bar, span }];
  });
  bars.sort((one, other) => one.span.from - other.span.from);
  for (const { bar, span } of bars) {
    const who = whoDoes(bar.step);
    const row = rows.get(who) ?? { bars: [], ends: [] };
    rows.set(who, row);
    const to = Math.max(span.to, span.from + room(bar.step.title));
    row.bars.push({ ...bar, lane: laneFor({ from: span.from, to }, row.ends) });
  }
  return [...rows]
    .map(([who, { bars: list, ends }]) => ({ who, bars: list, lanes: ends.length }))
    .sort((one, other) => (one.who === "by itself" ? 1 : other.who === "by itself" ? -1 : 0));
}

/** The stretch of time that the rows take, with `also` in it; never empty. */
export function ganttExtent(rows: readonly GanttRow[], also: readonly number[]): Span {
  const spans = rows.flatMap(({ bars }) => bars.map(extent)).filter((span) => span !== null);
  const moments = [...also, ...spans.flatMap(({ from, to }) => [from, to])];
  const from = moments.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);
  const to = moments.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  return { from, to: Math.max(to, from + 1000) };
}
