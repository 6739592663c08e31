import type { ActionEffect } from "../../model/connector-meaning.ts";
import type { RunbookPurpose } from "../../model/run-plan.ts";
import type { Rule } from "../rule.ts";
import { runbookMeanings } from "../facts/runbook-meaning.ts";

/** Without these acts users are not served again. */
const essential: ReadonlySet<ActionEffect> = new Set(["fence", "promote", "traffic"]);
/** Purposes that come unplanned, when the automation may be gone as well. */
const unplanned: ReadonlySet<RunbookPurpose> = new Set(["failover", "restore", "rebuild", "evacuate"]);

export const missingWorkaround: Rule = {
  code: "missing-workaround",
  severity: "warning",
  title: "What must happen for users to be served again can also be done by hand.",
  *check(context) {
    for (const { view, acts } of runbookMeanings(context)) {
      if (!unplanned.has(view.document.spec.purpose)) continue;
      for (const { step, call, meaning } of acts) {
        const isNeeded = essential.has(meaning.effect) && step.phase !== "restore";
        if (!isNeeded || step.step.workaround !== null) continue;
        yield {
          message: `step \`${step.id}\` has no \`workaround\` for when \`${call.connector}\` cannot be used`,
          help: "say how a person does it by hand, where, and with what: `workaround: …`",
          place: context.resolved.placeOf(view.document.ref, [...step.path, "id"]),
        };
      }
    }
  },
};
