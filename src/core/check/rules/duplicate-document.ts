import { problemRule } from "../problem-rule.ts";

export const duplicateDocument = problemRule("duplicate-document", {
  severity: "error",
  title: "A document has its kind and name for itself.",
  message: ({ place, first }) => `${place.ref} is already there: ${first.file}:${first.span.line}`,
  help: () => "rename one of them, or merge the two; this one is not used",
});
