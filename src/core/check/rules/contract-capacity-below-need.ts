import type { Rule } from "../rule.ts";
import { contractScope } from "../facts/contracts.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";
import { refsText } from "../facts/wording.ts";

export const contractCapacityBelowNeed: Rule = {
  code: "contract-capacity-below-need",
  severity: "warning",
  title: "A contract gives as much as those it covers need together.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Contract")) {
      for (const [unit, amount] of Object.entries(spec.capacity)) {
        const needing = contractScope(context, spec).flatMap((thing) => {
          const needed = documentAt(context, "Service", thing)?.spec.capacity[unit];
          return needed === undefined ? [] : [{ thing, needed }];
        });
        const together = needing.reduce((sum, { needed }) => sum + needed, 0);
        if (together <= amount) continue;
        yield {
          message: `it gives ${amount} ${unit}, and ${refsText(needing.map(({ thing }) => thing))} together need ${together}`,
          help: "agree more, or say which of them the contract does not cover: a disaster calls them all at once",
          place: context.resolved.placeOf(ref, ["spec", "capacity", unit]),
        };
      }
    }
  },
};
