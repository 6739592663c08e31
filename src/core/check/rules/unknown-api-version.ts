import { apiVersion } from "../../document/kinds/document-schema.ts";
import { problemRule } from "../problem-rule.ts";

export const unknownApiVersion = problemRule("unknown-api-version", {
  severity: "error",
  title: "A document says which version of the format it follows.",
  message: ({ found }) =>
    found === null
      ? "`apiVersion` is missing"
      : `\`${found}\` is no version of the format that is known here`,
  help: () => `write apiVersion: ${apiVersion}`,
});
