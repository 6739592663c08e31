import type { Rule } from "../rule.ts";
import { addPeriod } from "../../model/calendar.ts";
import { ofKind } from "../facts/of-kind.ts";

export const contractExpiresSoon: Rule = {
  code: "contract-expires-soon",
  severity: "warning",
  title: "A contract is renewed before its notice period begins.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Contract")) {
      const { expiresOn, noticePeriod } = spec;
      if (expiresOn === null || noticePeriod === null || expiresOn < context.today) continue;
      const noticeOn = addPeriod(expiresOn, noticePeriod, -1);
      if (context.today < noticeOn) continue;
      yield {
        message: `the contract with \`${spec.vendor}\` ends on ${expiresOn}, and since ${noticeOn} its notice period runs`,
        help: "renew it or give notice now, and correct `expiresOn`",
        place: context.resolved.placeOf(ref, ["spec", "expiresOn"]),
      };
    }
  },
};
