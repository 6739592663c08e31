import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const runbookSameSite: Rule = {
  code: "runbook-same-site",
  severity: "error",
  title: "A runbook that changes sites leads to another site than it comes from.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Runbook")) {
      if (spec.from === null || spec.from !== spec.to) continue;
      // What is restored or rebuilt may well come back where it was.
      if (spec.purpose === "restore" || spec.purpose === "rebuild") continue;
      yield {
        message: `this ${spec.purpose} leads from \`${spec.from}\` to \`${spec.to}\`, the same site`,
        help: "name the site that takes over in `to`, or make its purpose `restore` or `rebuild`",
        place: resolved.placeOf(ref, ["spec", "to"]),
      };
    }
  },
};
