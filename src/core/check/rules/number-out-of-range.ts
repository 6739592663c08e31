import { problemRule } from "../problem-rule.ts";

export const numberOutOfRange = problemRule("number-out-of-range", {
  severity: "error",
  title: "A number is one that JSON can carry exactly.",
  message: ({ written }) => `\`${written}\` cannot be carried exactly as a number`,
  help: ({ written }) => `if it is an identifier, put it in quotes: "${written}"`,
});
