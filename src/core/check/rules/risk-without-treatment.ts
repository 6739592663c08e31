import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

/** ISO 31000 6.5: for each risk that was assessed it is decided how it is treated, if only by bearing it. */
export const riskWithoutTreatment: Rule = {
  code: "risk-without-treatment",
  severity: "warning",
  title: "For each risk it is decided what is done about it.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Risk")) {
      if (spec.treatment !== null) continue;
      yield {
        message: `nobody has decided what is done about it: ${spec.statement}`,
        help: "add `treatment`: accept, reduce, transfer or avoid; bearing a risk is a decision too",
        place: context.resolved.placeOf(ref, ["spec", "statement"]),
      };
    }
  },
};
