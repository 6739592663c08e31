import type { Rule } from "../rule.ts";

/** What a failed step costs is not zero: with one that may fail, a forecast is only a lower bound. */
export const failureWithoutRepair: Rule = {
  code: "failure-without-repair",
  severity: "warning",
  title: "A step that may fail says how long it takes to put right.",
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        if (step.mayFail === null || step.mayFail.probability === 0 || step.mayFail.repair !== null) continue;
        yield {
          message: `step \`${id}\` may fail, and nobody says how long it then takes to put right`,
          help: "add `repair: { median: …, p90: … }`: what people need to do it by hand once all attempts have failed",
          place: resolved.placeOf(document.ref, [...path, "mayFail", "probability"]),
        };
      }
    }
  },
};
