import type { ImportCount, ImportFinding, ImportReport } from "#core/exchange/import/import-report.ts";
import type { Drift } from "#core/exchange/write/drift.ts";
import { isWithoutDrift } from "#core/exchange/write/drift.ts";
import type { WriteAction } from "#core/exchange/write/plan-writes.ts";
import { formatPath } from "#core/model/document-path.ts";
import { printable } from "../printable.ts";

/** Places of one finding that are shown to people; `--json` has them all. */
const placesShown = 3;
const linesShown = 40;

/** The report of an import for people. */
export function printReport(report: ImportReport): string {
  const items = Object.entries(report.items).map(([type, count]) => `  ${type}: ${counts(count)}`);
  return [
    `Read ${report.files.join(", ")} (${report.format})`,
    ...items,
    `  fields: ${counts(report.fields)}`,
    `  documents: ${report.documents.length}`,
    ...(report.findings.length ? ["", "Not mapped, or to be looked at:"] : []),
    ...report.findings.filter(({ code }) => code !== "renamed").map(printFinding),
    ...printRenamed(report.findings.filter(({ code }) => code === "renamed")),
    "",
  ].join("\n");
}

/** Names that became small letters and dashes are many and rarely surprising: three stand for all. */
function printRenamed(findings: readonly ImportFinding[]): readonly string[] {
  if (findings.length <= placesShown) return findings.map(printFinding);
  const shown = findings.slice(0, placesShown).map(({ message }) => printable(message));
  return [
    `  [renamed] ${findings.length} names had to change (all of them with --json), such as`,
    ...shown.map((each) => `      ${each}`),
  ];
}

function counts({ read, mapped, reported, empty }: ImportCount): string {
  return `${read} read = ${mapped} mapped + ${reported} reported${empty > 0 ? ` + ${empty} empty` : ""}`;
}

function printFinding({ code, message, count, places }: ImportFinding): string {
  const shown = places.slice(0, placesShown).map(({ file, line, column }) => `${file}:${line}:${column}`);
  const more = count > shown.length ? `, and ${count - shown.length} more` : "";
  return `  [${code}] ${printable(message)}\n      ${shown.map(printable).join(", ")}${more}`;
}

/** What changed in the source since the last import, for people. */
export function printDrift(drift: Drift): string {
  if (isWithoutDrift(drift)) return "The source says the same as at the last import.\n";
  const { added, removed, changed, dependencies } = drift;
  return [
    "Since the last import, in the source:",
    ...some("documents added", added),
    ...some("documents removed", removed),
    ...some(
      "documents changed",
      changed.map(({ ref, fields }) => `${ref} (${fields.join(", ")})`),
    ),
    ...some("dependencies added", dependencies.added.map(edge)),
    ...some("dependencies removed", dependencies.removed.map(edge)),
    "",
  ].join("\n");
}

const edge = ({ from, to }: { readonly from: string; readonly to: string }) => `${from} → ${to}`;

function some(what: string, list: readonly string[]): readonly string[] {
  if (list.length === 0) return [];
  const more = list.length > linesShown ? [`    … and ${list.length - linesShown} more`] : [];
  return [
    `  ${list.length} ${what}:`,
    ...list.slice(0, linesShown).map((each) => `    ${printable(each)}`),
    ...more,
  ];
}

const verbs: { readonly [type in WriteAction["type"]]: string } = {
  create: "create",
  update: "change",
  delete: "remove",
  keep: "leave as they are",
  conflict: "left for a person to decide",
};

/** What writing would do, or did, for people. */
export function printPlan(plan: readonly WriteAction[], isWritten: boolean): string {
  const lines = (["create", "update", "delete", "keep"] as const)
    .map((type) => ({ type, count: plan.filter((action) => action.type === type).length }))
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => `  ${verbs[type]}: ${count}`);
  const conflicts = plan.flatMap(conflictsOf);
  return [
    isWritten ? "Written:" : "Not written; this is what would be done:",
    ...(lines.length ? lines : ["  nothing"]),
    ...some(verbs.conflict, conflicts),
    "",
  ].join("\n");
}

function conflictsOf(action: WriteAction): readonly string[] {
  if (action.type === "conflict") return [`${action.ref}: ${action.reason}`];
  if (action.type !== "update") return [];
  return action.conflicts.map(
    ({ path, ours, theirs }) =>
      `${action.ref} ${formatPath(path)}: the folder says ${short(ours)}, the source ${short(theirs)}`,
  );
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What to do with observations, for people. */
export function printObservations(count: number, folder: string): string {
  return `${count} dependencies were observed. They are not declared: see holdfast observed list ${folder}\n`;
}
