import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const modeNeedsTwoSites: Rule = {
  code: "mode-needs-two-sites",
  severity: "error",
  title: "A service that moves between sites has two.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Service")) {
      const { mode, sites } = spec;
      // No site listed is not known to be none.
      if (mode === null || mode === "single-site" || new Set(sites).size !== 1) continue;
      yield {
        message: `\`${ref}\` is ${mode} and has \`${sites[0]}\` alone`,
        help: "list the other site under `sites`, the active one first, or say `mode: single-site`",
        place: context.resolved.placeOf(ref, ["spec", "mode"]),
      };
    }
  },
};
