import type { Examined, ExaminedFinding } from "./examined.ts";

/**
 * The result of a check as JUnit XML: a suite for each file, in it a case for each finding; a file without any has
 * one case that passes. New findings that `fails` are failures, all others (known, suppressed, not severe) are skipped.
 */
export function junitReport(
  { findings, pathOf }: Examined,
  files: readonly string[],
  fails: (finding: ExaminedFinding) => boolean,
): string {
  const byFile = new Map<string, ExaminedFinding[]>(files.map((file) => [file, []]));
  for (const finding of findings) {
    const { file } = finding.diagnostic.place;
    const known = byFile.get(file);
    if (known) known.push(finding);
    else byFile.set(file, [finding]);
  }
  const suites = [...byFile].map(([file, own]) => suiteOf(pathOf(file), own, fails));
  const failures = findings.filter(fails).length;
  const tests = [...byFile.values()].reduce((sum, own) => sum + Math.max(1, own.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="holdfast check" tests="${tests}" failures="${failures}">`,
    ...suites,
    "</testsuites>\n",
  ].join("\n");
}

function suiteOf(
  name: string,
  findings: readonly ExaminedFinding[],
  fails: (finding: ExaminedFinding) => boolean,
): string {
  const failures = findings.filter(fails).length;
  const skipped = findings.length - failures;
  const cases =
    findings.length === 0
      ? [`    <testcase name="nothing to complain about" classname="${escapeXml(name)}"/>`]
      : findings.map((finding) => caseOf(name, finding, fails(finding)));
  const counts = `tests="${cases.length}" failures="${failures}" skipped="${skipped}"`;
  return [`  <testsuite name="${escapeXml(name)}" ${counts}>`, ...cases, "  </testsuite>"].join("\n");
}

function caseOf(file: string, finding: ExaminedFinding, isFailure: boolean): string {
  const { code, severity, message, help, place } = finding.diagnostic;
  const at = `${place.span.line}:${place.span.column}`;
  const opening = `    <testcase name="${escapeXml(`${code} ${at}`)}" classname="${escapeXml(file)}">`;
  const detail = [`${file}:${at}: ${severity}: ${message}`, help].filter((line) => line !== null).join("\n");
  const body = isFailure
    ? `<failure type="${escapeXml(code)}" message="${escapeXml(message)}">${escapeXml(detail)}</failure>`
    : `<skipped message="${escapeXml(`${finding.state}: ${finding.reason ?? `${severity}: ${message}`}`)}"/>`;
  return `${opening}${body}</testcase>`;
}

const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
  "\r": "&#13;",
  "\t": "&#9;",
};

/** Characters that XML 1.0 (§2.2) has no way to write become U+FFFD; line ends survive in attributes too. */
function escapeXml(text: string): string {
  return (
    text
      // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "\uFFFD")
      .replaceAll(/\p{Surrogate}/gu, "\uFFFD")
      .replaceAll(/[&<>"'\n\r\t]/g, (character) => entities[character] ?? character)
  );
}
