import type { Rule } from "../rule.ts";
import { addDays } from "../../model/calendar.ts";
import { keyPeople } from "../facts/key-people.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";

const daysMax = 90;

export const contactNotConfirmed: Rule = {
  code: "contact-not-confirmed",
  severity: "warning",
  title: "Telephone numbers and addresses were confirmed in the last 90 days.",
  *check(context) {
    const { placeOf } = context.resolved;
    const oldest = addDays(context.today, -daysMax);
    for (const person of keyPeople(context).keys()) {
      const on = documentAt(context, "Person", person)?.spec.contactConfirmedOn ?? null;
      if (on === null || on >= oldest) continue;
      yield {
        message: `how to reach \`${person}\` was last confirmed on ${on}, more than ${daysMax} days ago`,
        help: "call, and write down the day; people move and numbers change",
        place: placeOf(person, ["spec", "contactConfirmedOn"]),
      };
    }
    for (const { ref, spec } of ofKind(context, "Vendor")) {
      for (const [index, { confirmedOn }] of spec.contacts.entries()) {
        if (confirmedOn === null || confirmedOn >= oldest) continue;
        yield {
          message: `how to reach \`${ref}\` was last confirmed on ${confirmedOn}, more than ${daysMax} days ago`,
          help: "call, and write down the day; people move and numbers change",
          place: placeOf(ref, ["spec", "contacts", index, "confirmedOn"]),
        };
      }
    }
  },
};
