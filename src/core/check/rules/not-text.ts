import { problemRule } from "../problem-rule.ts";

export const notText = problemRule("not-text", {
  severity: "error",
  title: "A document file is text in UTF-8.",
  message: ({ detail }) => `the file is not text in UTF-8: ${detail}`,
  help: () => "save it as UTF-8, or give a file that is no document another ending than .yaml or .yml",
});
