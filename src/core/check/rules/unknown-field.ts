import { problemRule } from "../problem-rule.ts";
import { schemaProblemText } from "../schema-problem-text.ts";

export const unknownField = problemRule("unknown-field", {
  severity: "error",
  title: "A document has only fields that mean something.",
  message: (problem) => schemaProblemText(problem).message,
  help: (problem) => schemaProblemText(problem).help,
});
