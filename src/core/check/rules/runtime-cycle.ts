import { edgesOf } from "../facts/declared-dependencies.ts";
import { dependencyRings } from "../facts/dependency-rings.ts";
import type { Rule } from "../rule.ts";

export const runtimeCycle: Rule = {
  code: "runtime-cycle",
  severity: "info",
  title: "What depends on one another while it runs is known to.",
  *check(context) {
    const { startup, runtime } = edgesOf(context);
    const told = new Set(dependencyRings(context, startup).flatMap(({ knot }) => knot));
    for (const { knot, text, place } of dependencyRings(context, runtime)) {
      // A ring that keeps them from starting is an error of its own.
      if (knot.some((ref) => told.has(ref))) continue;
      yield {
        message: `these need one another while they run: ${text}${knot.length > 2 ? ` (${knot.length} are in this knot)` : ""}`,
        help: "a failure of one spreads to all of them: plan and exercise their recovery as one",
        place,
      };
    }
  },
};
