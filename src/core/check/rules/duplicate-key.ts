import { problemRule } from "../problem-rule.ts";

export const duplicateKey = problemRule("duplicate-key", {
  severity: "error",
  title: "A map has each key once.",
  message: ({ key, firstLine }) => `\`${key}\` is here twice; the first is in line ${firstLine}`,
  help: () => "keep one of the two: YAML readers do not agree on which one counts",
});
