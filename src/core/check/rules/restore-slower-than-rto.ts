import type { Rule } from "../rule.ts";
import { mustBeRestored, protectionsOf } from "../facts/copies.ts";
import { promising } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";
import { worstBehind } from "../facts/worst-behind.ts";

export const restoreSlowerThanRto: Rule = {
  code: "restore-slower-than-rto",
  severity: "error",
  title: "Data that has to be restored is restored within the RTO.",
  *check(context) {
    const durations = new Map(
      [...protectionsOf(context)].flatMap(([ref, protections]) => {
        const known = protections.map(({ spec }) =>
          mustBeRestored(spec) ? spec.restoreDurationSeconds : null,
        );
        // A replica, or a restore nobody has timed, may be faster.
        return known.every((seconds) => seconds !== null) ? [[ref, Math.min(...known)] as const] : [];
      }),
    );
    const behind = worstBehind(context, durations, { alternatives: "enough", ownHides: false });
    for (const { ref, spec } of promising(context)) {
      const { rtoSeconds } = spec.objectives;
      const inner = behind.get(ref);
      const seconds = Math.max(durations.get(ref) ?? 0, inner?.value ?? 0);
      if (rtoSeconds === null || seconds <= rtoSeconds) continue;
      const of = inner?.value === seconds ? inner.source : ref;
      yield {
        message: `the RTO is ${durationText(rtoSeconds)}, and to restore \`${of}\` alone takes ${durationText(seconds)}`,
        help: "keep a replica that can take over, make the restore faster, or lengthen the RTO",
        place: context.resolved.placeOf(ref, ["spec", "objectives", "rto"]),
      };
    }
  },
};
