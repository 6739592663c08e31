import type { Resource } from "../schedule/schedule-problem.ts";
import { ticksPerSecond } from "../schedule/compiled-problem.ts";
import type { ScheduleEffort } from "../schedule/solve-schedule.ts";
import { type ForecastProblem, prepareForecast } from "./forecast-model.ts";
import { simulate } from "./simulate.ts";
import { quantileOf } from "./quantiles.ts";

/** What one more unit of a resource would gain. Seconds; the gains at the quantiles are on the same luck. */
export type Bottleneck = {
  readonly resource: string;
  /** Off the plan with every likely duration. */
  readonly secondsGained: number;
  readonly p50Gained: number;
  readonly p95Gained: number;
};

/**
 * What one more unit of each limited resource gains, the most first; resources of which one more gains nothing are left
 * out. One more unit never lengthens the shortest plan; a found one that is longer counts as no gain.
 */
export function bottlenecks(
  forecast: ForecastProblem,
  options: { readonly seed: number; readonly trials: number; readonly effort?: ScheduleEffort },
): readonly Bottleneck[] {
  const base = outcome(forecast, options);
  if (base === null) return [];
  const found = forecast.resources
    .filter(
      ({ id, capacity }) => capacity !== null && forecast.steps.some(({ needs }) => (needs[id] ?? 0) > 0),
    )
    .flatMap((resource) => {
      const resources = forecast.resources.map((other) => (other === resource ? oneMore(other) : other));
      const more = outcome({ ...forecast, resources }, options);
      if (more === null) return [];
      const gain = (what: keyof typeof base) => Math.max(0, base[what] - more[what]);
      return [
        {
          resource: resource.id,
          secondsGained: gain("likely"),
          p50Gained: gain("p50"),
          p95Gained: gain("p95"),
        },
      ];
    });
  return found
    .filter(({ secondsGained, p50Gained }) => secondsGained > 0 || p50Gained > 0)
    .sort(
      (one, other) =>
        other.secondsGained - one.secondsGained ||
        other.p50Gained - one.p50Gained ||
        (one.resource < other.resource ? -1 : 1),
    );
}

function oneMore(resource: Resource): Resource {
  return {
    ...resource,
    capacity: resource.capacity === null ? null : resource.capacity + 1,
    changes: resource.changes.map((change) => ({ ...change, capacity: change.capacity + 1 })),
  };
}

function outcome(
  forecast: ForecastProblem,
  {
    seed,
    trials,
    effort,
  }: { readonly seed: number; readonly trials: number; readonly effort?: ScheduleEffort },
): { readonly likely: number; readonly p50: number; readonly p95: number } | null {
  const prepared = prepareForecast(forecast, effort ?? {});
  if (prepared.status === "infeasible") return null;
  const likely = prepared.model.plan.end / ticksPerSecond;
  if (trials === 0) return { likely, p50: likely, p95: likely };
  const sorted = simulate(prepared.model, { seed, from: 0, to: trials }).seconds.sort();
  return { likely, p50: quantileOf(sorted, 0.5).seconds, p95: quantileOf(sorted, 0.95).seconds };
}
