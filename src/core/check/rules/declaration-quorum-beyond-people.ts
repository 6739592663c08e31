import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";
import { peopleOf } from "../facts/people.ts";
import { peopleText } from "../facts/wording.ts";

export const declarationQuorumBeyondPeople: Rule = {
  code: "declaration-quorum-beyond-people",
  severity: "error",
  title: "As many people may declare as must agree.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const declare = spec.authority?.declare ?? [];
      const teams = declare.map(({ who }) => peopleOf(context, who));
      // A team that lists nobody is not known to have nobody.
      if (!spec.authority || declare.length === 0 || teams.some((people) => people.length === 0)) continue;
      const people = new Set<Ref>(teams.flat());
      if (spec.authority.quorum <= people.size) continue;
      yield {
        message: `${peopleText(spec.authority.quorum)} must agree to declare, and ${peopleText(people.size)} may`,
        help: "lower the quorum, or name more who may declare",
        place: context.resolved.placeOf(ref, ["spec", "authority", "quorum"]),
      };
    }
  },
};
