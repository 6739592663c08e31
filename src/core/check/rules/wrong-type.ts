import { problemRule } from "../problem-rule.ts";
import { schemaProblemText } from "../schema-problem-text.ts";

export const wrongType = problemRule("wrong-type", {
  severity: "error",
  title: "A field holds the type of value it is made for.",
  message: (problem) => schemaProblemText(problem).message,
  help: (problem) => schemaProblemText(problem).help,
});
