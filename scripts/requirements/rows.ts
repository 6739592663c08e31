/** One capability the product was commissioned for. */
export type Requirement = { readonly id: string; readonly module: string; readonly text: string };

/** The rows `| A1.3 | … |` of a table of requirements, each under the heading of its module. */
export function requirementRows(markdown: string): readonly Requirement[] {
  const rows: Requirement[] = [];
  let module = "";
  for (const line of markdown.split("\n")) {
    const heading = /^#+ (.*)$/.exec(line);
    if (heading?.[1] !== undefined) module = heading[1].trim();
    const row = /^\|\s*([A-Z]\d+\.\d+)\s*\|(.*)\|\s*$/.exec(line);
    if (row?.[1] !== undefined) rows.push({ id: row[1], module, text: (row[2] ?? "").trim() });
  }
  return rows;
}
