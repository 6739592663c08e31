import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";

export const signOffExpired: Rule = {
  code: "sign-off-expired",
  severity: "warning",
  title: "Whoever has signed stands by it still.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const latest = new Map<Ref, string>();
      for (const { by, on } of spec.signOffs) if ((latest.get(by) ?? "") < on) latest.set(by, on);
      for (const [index, { by, on, expiresOn }] of spec.signOffs.entries()) {
        // What was signed again later has only its history here.
        if (expiresOn === null || expiresOn >= context.today || latest.get(by) !== on) continue;
        yield {
          message: `what \`${by}\` signed on ${on} held until ${expiresOn}`,
          help: "have the plan as it stands now signed again",
          place: context.resolved.placeOf(ref, ["spec", "signOffs", index, "expiresOn"]),
        };
      }
    }
  },
};
