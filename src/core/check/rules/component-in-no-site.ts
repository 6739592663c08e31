import type { Rule } from "../rule.ts";
import { copiesOf } from "../facts/copies.ts";
import { ofKind } from "../facts/of-kind.ts";

export const componentInNoSite: Rule = {
  code: "component-in-no-site",
  severity: "info",
  title: "Where data and its copies stand is known.",
  *check(context) {
    const copies = copiesOf(context);
    for (const { ref, spec } of ofKind(context, "Component")) {
      if (spec.site !== null || (spec.replicaOf === null && !copies.has(ref))) continue;
      yield {
        message: `nobody has said in which site \`${ref}\` stands, so nobody can say whether its data survive the loss of one`,
        help: "add `site: site:NAME`",
        place: context.resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
