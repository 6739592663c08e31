import type { Rule } from "../rule.ts";
import { unknownCapabilities } from "../unknown-capability.ts";

export const unknownCheck: Rule = {
  code: "unknown-check",
  severity: "error",
  title: "A connector has each check that is asked of it.",
  isEssential: true,
  check: (context) => unknownCapabilities(context, "check"),
};
