import { problemRule } from "../problem-rule.ts";

export const notADocument = problemRule("not-a-document", {
  severity: "error",
  title: "Each YAML document of a file is a Holdfast document.",
  message: ({ found }) => `this is ${found}, not a document`,
  help: () => "a document is a map with apiVersion, kind, metadata and spec",
});
