import { durationQuantile } from "../../analysis/forecast/duration-model.ts";
import type { Rule } from "../rule.ts";
import type { FlatStep } from "../../document/flatten-steps.ts";
import { rtoByRef } from "../facts/objectives.ts";
import { levelsOf } from "../facts/step-load.ts";
import { durationText } from "../facts/wording.ts";
import { durationOf } from "../step-duration-model.ts";
import type { RunbookView } from "../runbook-view.ts";

export const runbookSlowerThanRto: Rule = {
  code: "runbook-slower-than-rto",
  severity: "error",
  title: "The steps of a runbook fit into the RTO of what it recovers.",
  *check(context) {
    const rtos = rtoByRef(context);
    for (const view of context.runbooks) {
      const { spec, ref } = view.document;
      // A planned change of places takes as long as it takes.
      if (spec.purpose === "failback" || spec.purpose === "switchover") continue;
      const tightest = spec.recovers.filter((thing) => rtos.has(thing)).sort((a, b) => rto(a) - rto(b))[0];
      const seconds = tightest === undefined ? 0 : leastSeconds(view);
      if (tightest === undefined || seconds <= rto(tightest)) continue;
      yield {
        message: `its steps take ${durationText(seconds)} at the very least, and \`${tightest}\` is to be back in ${durationText(rto(tightest))}`,
        help: "let steps run at once (`after`), make the slowest faster, or lengthen the RTO",
        place: context.resolved.placeOf(ref, ["spec", "recovers", spec.recovers.indexOf(tightest)]),
      };
    }

    function rto(ref: string): number {
      return rtos.get(ref as never) ?? Number.POSITIVE_INFINITY;
    }
  },
};

/**
 * The longest chain of shortest durations until what is recovered serves again. What is unknown counts nothing and
 * what may be skipped neither, so that it certainly takes no less.
 */
function leastSeconds(view: RunbookView): number {
  const end = new Map<string, number>();
  let longest = 0;
  for (const step of levelsOf(view).flat()) {
    const start = Math.max(0, ...step.after.map((id) => end.get(id) ?? 0));
    const own = start + ownSeconds(step);
    end.set(step.id, own);
    if (step.phase !== "restore" && step.when === null) longest = Math.max(longest, own);
  }
  return longest;
}

/** A long tail has no least; what it falls below once in a hundred times stands for it. */
function ownSeconds({ step, when }: FlatStep): number {
  if (when !== null || step.steps !== null) return 0;
  if (step.duration?.sigma !== undefined) return durationQuantile(durationOf(step.duration), 0.01);
  return step.duration?.minSeconds ?? step.waitSeconds ?? 0;
}
