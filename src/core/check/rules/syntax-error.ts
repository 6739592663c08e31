import { problemRule } from "../problem-rule.ts";

const helpByCode: { readonly [code: string]: string } = {
  TAB_AS_INDENT: "indent with spaces",
  BAD_INDENT: "things on one level begin in the same column",
  MISSING_CHAR: "a bracket, brace or quote that was opened is not closed",
  UNKNOWN_ALIAS: "write the anchor before its alias, or put quotes around text that begins with *",
  COMPLEX_KEY: "a brace at the beginning of a value opens a map; put quotes around the text",
  MULTILINE_IMPLICIT_KEY: "a line before this one lacks its colon, or a quote is not closed",
  BLOCK_AS_IMPLICIT_KEY: "put quotes around text that holds a colon and a blank",
};

export const syntaxError = problemRule("syntax-error", {
  severity: "error",
  title: "A document is well-formed YAML.",
  message: ({ detail }) => detail,
  help: ({ code }) => helpByCode[code] ?? null,
});
