import type { Rule } from "../rule.ts";
import { headsOf } from "../facts/people.ts";
import { loadOf } from "../facts/step-load.ts";
import { peopleText } from "../facts/wording.ts";

export const stepNeedsBeyondTeam: Rule = {
  code: "step-needs-beyond-team",
  severity: "error",
  title: "No step needs more people than the team has.",
  *check(context) {
    for (const { document, steps } of context.runbooks) {
      for (const flat of steps) {
        for (const [who, share] of loadOf(flat)) {
          const heads = headsOf(context, who);
          // What comes of having nobody at all is said of the team itself.
          if (heads === null || heads === 0 || share <= heads) continue;
          yield {
            message: `step \`${flat.id}\` needs ${share} of \`${who}\`, which has ${peopleText(heads)} at once`,
            help: "lower the need, split the step, or raise the capacity of the team",
            place: context.resolved.placeOf(document.ref, [...flat.path, "needs", who], "key"),
          };
        }
      }
    }
  },
};
