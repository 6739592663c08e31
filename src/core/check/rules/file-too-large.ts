import { problemRule } from "../problem-rule.ts";

export const fileTooLarge = problemRule("file-too-large", {
  severity: "error",
  title: "A document file has a size that people can review.",
  message: ({ bytes, bytesMax }) => `the file has ${bytes} bytes; at most ${bytesMax} are read`,
  help: () => "split it: documents may stand in any number of files",
});
