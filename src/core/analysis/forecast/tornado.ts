import { durationQuantile } from "./duration-model.ts";
import type { ForecastModel } from "./forecast-model.ts";
import { createRunner } from "./simulate.ts";

/** How much the whole moves when one step alone goes from its fast to its slow tenth. Seconds. */
export type TornadoBar = {
  readonly step: string;
  readonly lowSeconds: number;
  readonly highSeconds: number;
};

/**
 * One step at a time at its P10 and its P90, all others at their medians; the widest bar first, those without any width
 * left out. Twice as many schedules as there are steps.
 */
export function tornado(model: ForecastModel): readonly TornadoBar[] {
  const runner = createRunner(model);
  const median = Float64Array.from(model.steps, ({ duration }) => durationQuantile(duration, 0.5));
  const endWith = (step: number, probability: number): number => {
    const durations = median.slice();
    durations[step] = durationQuantile(model.steps[step]!.duration, probability);
    return runner.run(durations);
  };
  return model.steps
    .map(({ id }, step) => ({ step: id, lowSeconds: endWith(step, 0.1), highSeconds: endWith(step, 0.9) }))
    .filter(({ lowSeconds, highSeconds }) => highSeconds !== lowSeconds)
    .sort((one, other) => width(other) - width(one) || (one.step < other.step ? -1 : 1));
}

const width = (bar: TornadoBar): number => Math.abs(bar.highSeconds - bar.lowSeconds);
