import type { ForecastModel } from "./forecast-model.ts";
import { simulate } from "./simulate.ts";
import { type ForecastSummary, joinSimulations, summarize } from "./summarize.ts";

/** Sizes after which a summary is shown: the first within a glance, each of the others three times as exact. */
const stages = [500, 5000, 50_000, 500_000, 1_000_000] as const;

/**
 * A forecast that is shown early and becomes exact: yields a summary after 500 trials, then after 5,000 and so on up to
 * `trials`. Trials that were made are kept. Whoever has seen enough, or has changed the question, stops asking.
 */
export function* refineForecast(
  model: ForecastModel,
  question: { readonly seed: number; readonly trials: number; readonly rtoSeconds: number | null },
): Generator<ForecastSummary, void, void> {
  let all = simulate(model, { seed: question.seed, from: 0, to: Math.min(stages[0], question.trials) });
  yield summarize(model, all, question.rtoSeconds);
  for (const stage of stages.slice(1)) {
    const from = all.seconds.length;
    if (from >= question.trials) return;
    const more = simulate(model, { seed: question.seed, from, to: Math.min(stage, question.trials) });
    all = joinSimulations([all, more]);
    yield summarize(model, all, question.rtoSeconds);
  }
}
