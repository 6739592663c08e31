import { problemRule } from "../problem-rule.ts";

export const tooManyAliases = problemRule("too-many-aliases", {
  severity: "error",
  title: "Aliases do not copy without bound.",
  message: ({ valuesMax }) => `aliases copy more than ${valuesMax} values into this document`,
  help: () => "write the values out; aliases of aliases grow without bound",
});
