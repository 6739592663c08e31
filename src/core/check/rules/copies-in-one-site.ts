import type { Rule } from "../rule.ts";
import { copiesOf, siteOf } from "../facts/copies.ts";
import { areAllRead } from "../facts/of-kind.ts";

/** A copy that is lost with the original is none (NIST SP 800-34 3.4.2 asks for another site). */
export const copiesInOneSite: Rule = {
  code: "copies-in-one-site",
  severity: "error",
  title: "Not all copies of data stand in one site.",
  *check(context) {
    if (!areAllRead(context, "Protection", "Component")) return;
    for (const [original, copies] of copiesOf(context)) {
      const site = siteOf(context, original);
      const last = copies.at(-1);
      // Where one of them may be elsewhere, this one place is not known to be all.
      if (site === null || !last || copies.some((copy) => copy.site !== site)) continue;
      yield {
        message: `\`${original}\` and all copies of its data stand in \`${site}\`: who loses the site loses the data`,
        help: "keep a copy in another site, and name it as `targetSite`, or as a replica with that `site`",
        place: context.resolved.placeOf(last.by, last.path),
      };
    }
  },
};
