import { problemRule } from "../problem-rule.ts";
import { schemaProblemText } from "../schema-problem-text.ts";

export const missingField = problemRule("missing-field", {
  severity: "error",
  title: "A document has every field it needs.",
  message: (problem) => schemaProblemText(problem).message,
  help: (problem) => schemaProblemText(problem).help,
});
