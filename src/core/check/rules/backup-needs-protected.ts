import { failureSpread, pathToCause } from "../facts/failure-spread.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const backupNeedsProtected: Rule = {
  code: "backup-needs-protected",
  severity: "error",
  title: "A copy can be read while what it protects is down.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Protection")) {
      if (spec.target === null || spec.target === spec.protects || spec.target === spec.source) continue;
      const down = failureSpread(context, [spec.protects]);
      if (!down.has(spec.target)) continue;
      yield {
        message: `the copy in \`${spec.target}\` cannot be had while \`${spec.protects}\` is down: ${pathToCause(down, spec.target)}`,
        help: "let what holds the copy stand on its own, with its own log-in and storage",
        place: context.resolved.placeOf(ref, ["spec", "target"]),
      };
    }
  },
};
