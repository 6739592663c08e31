import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const vendorWithoutContact: Rule = {
  code: "vendor-without-contact",
  severity: "warning",
  title: "Every vendor can be reached.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Vendor")) {
      if (spec.contacts.some(({ phone, email }) => phone !== null || email !== null)) continue;
      yield {
        message: `nobody knows whom to call at \`${ref}\``,
        help: "add `contacts` with a telephone number that is answered at night",
        place: context.resolved.placeOf(
          ref,
          spec.contacts.length > 0 ? ["spec", "contacts"] : ["metadata", "name"],
          spec.contacts.length > 0 ? "key" : "value",
        ),
      };
    }
  },
};
