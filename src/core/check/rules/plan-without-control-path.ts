import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const planWithoutControlPath: Rule = {
  code: "plan-without-control-path",
  severity: "info",
  title: "A plan names what must work for it to be carried out.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Plan")) {
      if (spec.controlPath.length > 0) continue;
      yield {
        message: `\`${ref}\` does not say what must work for it to be carried out`,
        help: "list it in `controlPath`: log-in, chat, network, the repository of the runbooks, Holdfast itself",
        place: resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
