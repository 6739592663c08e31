import { problemRule } from "../problem-rule.ts";

export const nestedTooDeeply = problemRule("nested-too-deeply", {
  severity: "error",
  title: "Lists and maps are nested within bounds.",
  message: ({ depthMax }) => `lists and maps are nested more than ${depthMax} deep, or an alias holds itself`,
  help: () => "no document needs that; look for brackets that are never closed",
});
