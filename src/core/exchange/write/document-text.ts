import { stringify } from "yaml";
import type { JsonObject } from "../../model/json.ts";

/** How documents are written: no blanks inside brackets, long texts as blocks, no cutting of lines. */
export const yamlStyle = { lineWidth: 0, flowCollectionPadding: false, blockQuote: "literal" } as const;

/** A document as YAML, below comment lines. */
export function documentText(value: JsonObject, comment: readonly string[]): string {
  // A control character in a comment could end it.
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const safe = comment.map((line) => `# ${line.replaceAll(/[\u0000-\u001F\u0085\u2028\u2029]/g, " ")}\n`);
  return `${safe.join("")}${stringify(value, yamlStyle)}`;
}

/** The comment above an imported document: where it came from, and when. */
export function importComment(format: string, file: string, importedOn: string): readonly string[] {
  return [
    `Imported from ${file} (${format}) on ${importedOn}. Yours to edit: a later import changes only what`,
    "changed in its source, and says where both changed.",
  ];
}
