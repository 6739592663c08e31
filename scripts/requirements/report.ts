import type { Requirement } from "./rows.ts";

/** What stands proven and what does not, as text for people: counts per module, then the rows no test carries. */
export function requirementsReport(rows: readonly Requirement[], claimed: ReadonlySet<string>): string {
  const open = rows.filter(({ id }) => !claimed.has(id));
  const modules = [...new Set(rows.map(({ module }) => module))].map((module) => {
    const own = rows.filter((row) => row.module === module);
    const proven = own.filter(({ id }) => claimed.has(id)).length;
    return `${String(proven).padStart(3)} of ${own.length}  ${module}`;
  });
  const known = new Set(rows.map(({ id }) => id));
  const strangers = [...claimed].filter((id) => !known.has(id)).sort();
  return [
    ...modules,
    `${String(rows.length - open.length).padStart(3)} of ${rows.length}  all`,
    "",
    ...open.map(({ id, text }) => `${id.padEnd(5)} ${text}`),
    ...strangers.map((id) => `${id.padEnd(5)} is claimed by a test, but no requirement has this id`),
  ].join("\n");
}
