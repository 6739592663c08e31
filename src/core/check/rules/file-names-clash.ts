import { startOfFile } from "../../document/parse-tree.ts";
import type { Rule } from "../rule.ts";

export const fileNamesClash: Rule = {
  code: "file-names-clash",
  severity: "warning",
  title: "Files have names that differ in more than the case of their letters.",
  *check({ resolved }) {
    const first = new Map<string, string>();
    for (const { file } of resolved.files) {
      // macOS and Windows also take é in one letter and in two for the same.
      const folded = file.normalize("NFC").toLowerCase();
      const other = first.get(folded);
      if (other === undefined) first.set(folded, file);
      else {
        yield {
          message: `on macOS and Windows ${file} and ${other} are one file`,
          help: "rename one of them: in a checkout there, only one of the two is left",
          place: { file, span: startOfFile, ref: null },
        };
      }
    }
  },
};
