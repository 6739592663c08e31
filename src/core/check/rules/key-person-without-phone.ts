import type { Rule } from "../rule.ts";
import { documentAt } from "../facts/of-kind.ts";
import { keyPeople } from "../facts/key-people.ts";

export const keyPersonWithoutPhone: Rule = {
  code: "key-person-without-phone",
  severity: "warning",
  title: "Whoever has a role in a plan can be called.",
  *check(context) {
    for (const [person, plan] of keyPeople(context)) {
      const spec = documentAt(context, "Person", person)?.spec;
      if (!spec || spec.phone !== null) continue;
      yield {
        message: `\`${person}\` has a part in \`${plan}\`, and nobody knows their telephone number`,
        help: "add `phone`: mail may be down, and nobody reads it at night",
        place: context.resolved.placeOf(person, ["metadata", "name"]),
      };
    }
  },
};
