import { allRules } from "#core/check/all-rules.ts";
import { diagnosticReport } from "#core/check/diagnostic-report.ts";
import { codeQualityReport } from "#core/check/report/code-quality.ts";
import type { ExaminedFinding } from "#core/check/report/examined.ts";
import { githubAnnotations } from "#core/check/report/github.ts";
import { junitReport } from "#core/check/report/junit.ts";
import { sarifLog } from "#core/check/report/sarif.ts";
import type { Diagnostic, Severity } from "#core/model/diagnostic.ts";
import type { LoadedEstate } from "#estate/load-estate.ts";
import { printDiagnostics } from "../print-diagnostics.ts";
import { type CheckOptions, isAtLeast } from "./check-options.ts";
import type { Judged } from "./judge-estate.ts";

/** The result of a check in the format that was asked for. */
export function renderCheck(loaded: LoadedEstate, judged: Judged, options: CheckOptions): string {
  switch (options.format) {
    case "text":
      return textReport(loaded, judged, options);
    case "json":
      return `${JSON.stringify(jsonReport(judged, options), null, 2)}\n`;
    case "sarif": {
      const tool = { version: options.version, rules: allRules };
      return `${JSON.stringify(sarifLog(judged, tool, options.baseline !== null), null, 2)}\n`;
    }
    case "github":
      return `${githubAnnotations(judged)}${summaryOf(loaded, judged)}\n`;
    case "junit": {
      const files = loaded.resolved.files.map(({ file }) => file);
      return junitReport(judged, files, (finding) => fails(finding, options.failOn));
    }
    case "code-quality":
      return `${JSON.stringify(codeQualityReport(judged), null, 2)}\n`;
    default:
      return options.format satisfies never;
  }
}

const fails = ({ state, diagnostic }: ExaminedFinding, failOn: Severity) =>
  state === "new" && isAtLeast(diagnostic.severity, failOn);

const inState = ({ findings }: Judged, state: ExaminedFinding["state"]): readonly ExaminedFinding[] =>
  findings.filter((finding) => finding.state === state);

const diagnosticsIn = (judged: Judged, state: ExaminedFinding["state"]): readonly Diagnostic[] =>
  inState(judged, state).map(({ diagnostic }) => diagnostic);

/** The fixed shape, and beside it only what an option asked for. */
function jsonReport(judged: Judged, { showSuppressed, baseline }: CheckOptions): object {
  const report = diagnosticReport(diagnosticsIn(judged, "new"));
  const suppressed = inState(judged, "suppressed");
  const told = diagnosticReport(suppressed.map(({ diagnostic }) => diagnostic)).diagnostics;
  return {
    ...report,
    ...(showSuppressed
      ? { suppressed: told.map((one, index) => ({ ...one, reason: suppressed[index]?.reason ?? null })) }
      : {}),
    ...(baseline === null
      ? {}
      : { known: diagnosticReport(diagnosticsIn(judged, "known")).diagnostics, fixed: judged.fixed }),
  };
}

function textReport(loaded: LoadedEstate, judged: Judged, options: CheckOptions): string {
  const texts = new Map(loaded.resolved.files.map(({ file, text }) => [file, text]));
  const textOf = (file: string) => texts.get(file) ?? "";
  const printed = printDiagnostics(diagnosticsIn(judged, "new"), textOf, options.color);
  const accepted = options.showSuppressed
    ? inState(judged, "suppressed").map(
        ({ diagnostic: { code, message, place }, reason }) =>
          `accepted[${code}]: ${message}\n  --> ${place.file}:${place.span.line}:${place.span.column}\n  = reason: ${reason}\n`,
      )
    : [];
  const fixed = judged.fixed.map(({ code, in: where, message }) => `fixed[${code}]: ${where}: ${message}\n`);
  return (
    [printed, ...accepted, ...fixed, summaryOf(loaded, judged)].filter((part) => part !== "").join("\n") +
    "\n"
  );
}

/** `12 documents in 3 files: 1 error, 2 known, 1 accepted`. */
export function summaryOf({ resolved }: LoadedEstate, judged: Judged): string {
  const documents = resolved.estate.documents.size + resolved.estate.invalid.size;
  const checked = `${countOf(documents, "document")} in ${countOf(resolved.files.length, "file")}`;
  const { counts } = diagnosticReport(diagnosticsIn(judged, "new"));
  const found = (["error", "warning", "info"] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => countOf(counts[severity], severity));
  const others = [
    [diagnosticsIn(judged, "known").length, "known"],
    [diagnosticsIn(judged, "suppressed").length, "accepted"],
    [judged.fixed.length, "fixed since the baseline"],
  ] as const;
  const told = others.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  return `${checked}: ${[found.length > 0 ? found.join(", ") : "nothing to complain about", ...told].join(", ")}`;
}

function countOf(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
