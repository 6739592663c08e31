import { problemRule } from "../problem-rule.ts";
import { schemaProblemText } from "../schema-problem-text.ts";

export const invalidValue = problemRule("invalid-value", {
  severity: "error",
  title: "A field holds a value that makes sense.",
  message: (problem) => schemaProblemText(problem).message,
  help: (problem) => schemaProblemText(problem).help,
});
