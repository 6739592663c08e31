import { problemRule } from "../problem-rule.ts";

export const uncheckedKind = problemRule("unchecked-kind", {
  severity: "info",
  title: "The content of a document is checked.",
  message: ({ kind }) => `the spec of a ${kind} is not checked yet by this version`,
  help: () => "its metadata is checked, and references to it are",
});
