import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const declarationWithoutDeputy: Rule = {
  code: "declaration-without-deputy",
  severity: "warning",
  title: "More than one person may declare a disaster.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const [first, second] = spec.authority?.declare ?? [];
      if (!first?.who.startsWith("person:") || second) continue;
      yield {
        message: `only \`${first.who}\` may declare the disaster: who cannot be reached holds everybody up`,
        help: "add a deputy under `declare`, with `after` as the time after which the deputy may",
        place: context.resolved.placeOf(ref, ["spec", "authority", "declare", 0, "who"]),
      };
    }
  },
};
