import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const singleCarrier: Rule = {
  code: "single-carrier",
  severity: "warning",
  title: "A site has lines of two carriers.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Site")) {
      const carriers = new Set(spec.carriers);
      // None listed is not known to be none.
      if (carriers.size !== 1 || spec.role === "workplace") continue;
      yield {
        message: `\`${ref}\` has lines of \`${[...carriers].join()}\` alone`,
        help: "take a line of a second carrier that enters the building elsewhere, and list it under `carriers`",
        place: context.resolved.placeOf(ref, ["spec", "carriers", 0]),
      };
    }
  },
};
