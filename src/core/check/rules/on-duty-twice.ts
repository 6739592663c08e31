import { doubleDuty } from "../../analysis/schedule/double-duty.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const onDutyTwice: Rule = {
  code: "on-duty-twice",
  severity: "warning",
  title: "Nobody is on duty for two teams at the same time.",
  *check(context) {
    const rosters = ofKind(context, "Roster");
    for (const { person, teams, at, roster, place } of doubleDuty(
      rosters,
      `${context.today}T00:00:00.000Z`,
    )) {
      const path =
        place.in === "shifts"
          ? ["spec", "shifts", place.index, "person"]
          : ["spec", "rotation", "people", place.index];
      yield {
        message: `\`${person}\` is on duty for \`${teams[0]}\` and for \`${teams[1]}\` at ${at.slice(0, 16)}Z`,
        help: "put somebody else on one of them: a forecast counts the person in both teams, and only one can be helped",
        place: context.resolved.placeOf(roster, path),
      };
    }
  },
};
