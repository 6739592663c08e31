import type { ForecastProblem, ForecastStep } from "#core/analysis/forecast/forecast-model.ts";
import { seededRandom } from "#core/analysis/probability/random.ts";

/**
 * A recovery of so many steps in some thirty strands, with three-point durations; four of five steps need a person, or
 * half of one, of six teams of two.
 */
export function randomRecovery(steps: number, seed: number): ForecastProblem {
  const random = seededRandom(seed);
  const made = Array.from({ length: steps }, (_, i): ForecastStep => {
    const before = new Set<number>();
    if (i >= 8)
      for (let k = random.below(3); k >= 0; k -= 1) before.add(Math.max(0, i - 1 - random.below(30)));
    const likelySeconds = 60 + random.below(1200);
    const amount = random.fraction() < 0.3 ? 0.5 : 1;
    return {
      id: `step-${String(i).padStart(5, "0")}`,
      after: [...before].map((other) => `step-${String(other).padStart(5, "0")}`),
      needs: random.fraction() < 0.8 ? { [`team:${random.below(6)}`]: amount } : {},
      notBeforeSeconds: 0,
      duration: { type: "pert", minSeconds: likelySeconds / 2, likelySeconds, maxSeconds: likelySeconds * 3 },
      failure: null,
      cause: null,
      isBeforeBack: true,
    };
  });
  const resources = Array.from({ length: 6 }, (_, team) => ({
    id: `team:${team}`,
    capacity: 2,
    changes: [],
  }));
  return { steps: made, resources };
}
