import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";
import { durationText } from "../facts/wording.ts";

/** Deadlines for notices are law in places: GDPR article 33, NIS 2 article 23, DORA article 19. */
export const deadlineWithoutResponsible: Rule = {
  code: "deadline-without-responsible",
  severity: "error",
  title: "For each message with a deadline somebody is responsible.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, entry] of spec.communication.entries()) {
        const { audience, deadlineSeconds, regulation, responsible } = entry;
        if (deadlineSeconds === null || responsible !== null) continue;
        yield {
          message: `\`${audience}\` must be told within ${durationText(deadlineSeconds)}${regulation ? ` (${regulation})` : ""}, and nobody is responsible for it`,
          help: "add `responsible: person:NAME` or `responsible: team:NAME`",
          place: context.resolved.placeOf(ref, ["spec", "communication", index, "deadline"]),
        };
      }
    }
  },
};
