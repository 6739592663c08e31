import { edgesOf } from "../facts/declared-dependencies.ts";
import { dependencyRings } from "../facts/dependency-rings.ts";
import type { Rule } from "../rule.ts";

export const startupCycle: Rule = {
  code: "startup-cycle",
  severity: "error",
  title:
    "Things can be started one after the other: none needs, however long the way round, to be up itself.",
  *check(context) {
    for (const { knot, text, place } of dependencyRings(context, edgesOf(context).startup)) {
      const more = knot.length > 2 ? ` (${knot.length} are in this knot)` : "";
      yield {
        message: `after all are down none of these can be started first: ${text}${more}`,
        help: "mark the dependency that a start can do without as `phase: runtime` or `need: soft`, or break the ring in the system itself",
        place,
      };
    }
  },
};
