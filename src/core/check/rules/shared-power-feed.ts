import type { Rule } from "../rule.ts";
import { sitePairs } from "../facts/site-pairs.ts";

export const sharedPowerFeed: Rule = {
  code: "shared-power-feed",
  severity: "warning",
  title: "The sites of a service do not hang on one power feed.",
  *check(context) {
    for (const { one, other, because } of sitePairs(context)) {
      // A feed that is one of several in both does not take both down.
      const feeds = other.spec.power.filter((feed) => one.spec.power.includes(feed));
      const isAll = (all: readonly string[]) => all.every((feed) => feeds.includes(feed));
      const [feed] = feeds;
      if (feed === undefined || !(isAll(one.spec.power) || isAll(other.spec.power))) continue;
      yield {
        message: `\`${one.ref}\` and \`${other.ref}\`, the sites of \`${because}\`, share the power feed \`${feed}\``,
        help: "have one of the sites fed from elsewhere, and name each feed of a site under `power`",
        place: context.resolved.placeOf(other.ref, ["spec", "power", other.spec.power.indexOf(feed)]),
      };
    }
  },
};
