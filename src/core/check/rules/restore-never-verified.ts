import type { Rule } from "../rule.ts";
import { mustBeRestored } from "../facts/copies.ts";
import { ofKind } from "../facts/of-kind.ts";

export const restoreNeverVerified: Rule = {
  code: "restore-never-verified",
  severity: "warning",
  title: "From each backup something has been restored, and looked at.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Protection")) {
      if (!mustBeRestored(spec) || spec.lastVerifiedRestoreOn !== null) continue;
      yield {
        message: `nobody has written down that anything was ever restored from this ${spec.method} of \`${spec.protects}\``,
        help: "restore from it into a place apart, compare, and write the day under `lastVerifiedRestoreOn`",
        place: context.resolved.placeOf(ref, ["spec", "method"]),
      };
    }
  },
};
