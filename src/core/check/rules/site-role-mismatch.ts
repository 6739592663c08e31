import type { Rule } from "../rule.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";

export const siteRoleMismatch: Rule = {
  code: "site-role-mismatch",
  severity: "warning",
  title: "A service stands in sites that are meant for it.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Service")) {
      for (const [index, site] of spec.sites.entries()) {
        const role = documentAt(context, "Site", site)?.spec.role ?? null;
        const isActive = index === 0 && (spec.mode === "active-passive" || spec.mode === "cold-standby");
        const wrong = role === "workplace" || (isActive && role === "recovery" && spec.sites.length > 1);
        if (!wrong) continue;
        yield {
          message:
            role === "workplace"
              ? `\`${ref}\` stands in \`${site}\`, which is a place for people to work`
              : `\`${ref}\` is active in \`${site}\`, which is a site for recovery`,
          help: "list the active site first, and correct the `role` of the site where it has changed",
          place: context.resolved.placeOf(ref, ["spec", "sites", index]),
        };
      }
    }
  },
};
