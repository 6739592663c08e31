import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const audienceWithoutChannel: Rule = {
  code: "audience-without-channel",
  severity: "warning",
  title: "Each audience hears of it by some channel.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const [index, { audience, channel }] of spec.communication.entries()) {
        if (channel !== null) continue;
        yield {
          message: `nobody has said how \`${audience}\` are told`,
          help: "add `channel`, such as email, sms, phone, chat or status-page, and its `provider`",
          place: context.resolved.placeOf(ref, ["spec", "communication", index, "audience"]),
        };
      }
    }
  },
};
