import type { Rule } from "../rule.ts";
import { unknownCapabilities } from "../unknown-capability.ts";

export const unknownAction: Rule = {
  code: "unknown-action",
  severity: "error",
  title: "A connector has each action that is asked of it.",
  isEssential: true,
  check: (context) => unknownCapabilities(context, "action"),
};
