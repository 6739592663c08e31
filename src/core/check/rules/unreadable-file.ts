import { problemRule } from "../problem-rule.ts";

export const unreadableFile = problemRule("unreadable-file", {
  severity: "error",
  title: "Every document file can be read.",
  message: ({ reason }) => `the file cannot be read: ${reason}`,
  help: () => "check that it exists and that you may read it; a link may point at nothing",
});
