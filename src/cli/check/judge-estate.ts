import { createHash } from "node:crypto";
import path from "node:path";
import {
  type Baseline,
  compareWithBaseline,
  type FingerprintedDiagnostic,
} from "#core/check/report/baseline.ts";
import type { Examined, ExaminedFinding } from "#core/check/report/examined.ts";
import { fingerprintsOf } from "#core/check/report/fingerprint.ts";
import type { Diagnostic } from "#core/model/diagnostic.ts";
import type { LoadedEstate } from "#estate/load-estate.ts";
import { type CheckOptions, isAtLeast } from "./check-options.ts";

/** The result of a check, divided into what is new, known and accepted. */
export type Judged = Examined & {
  /** Everything that stands, whatever `--severity` shows of it: what a baseline is made of. */
  readonly standing: readonly FingerprintedDiagnostic[];
  /** What other programs are told: the findings that `--severity` shows, in the order of the files. */
  readonly findings: readonly ExaminedFinding[];
  readonly isFailed: boolean;
};

/** Divides what a check found by the options and by the baseline (null: none). */
export function judgeEstate(
  loaded: LoadedEstate,
  folders: readonly string[],
  baseline: Baseline | null,
  options: CheckOptions,
): Judged {
  const texts = new Map(loaded.resolved.files.map(({ file, text }) => [file, text]));
  const sources = {
    textOf: (file: string) => texts.get(file) ?? "",
    nameOf: (file: string) => nameWithin(folders, file),
    sha256: (text: string) => createHash("sha256").update(text).digest("hex"),
  };
  const isWanted = ({ code }: Diagnostic) => options.only.length === 0 || options.only.includes(code);
  const wanted = loaded.diagnostics.filter(isWanted);
  const prints = fingerprintsOf(wanted, sources);
  const standing = wanted.map((diagnostic, index) => ({ diagnostic, fingerprint: prints[index] ?? "" }));
  const { fresh, fixed } = compareWithBaseline(standing, baseline ?? { version: 1, findings: [] });
  const isFresh = new Set(fresh);

  const accepted = loaded.suppressed.filter(({ diagnostic }) => isWanted(diagnostic));
  const acceptedPrints = fingerprintsOf(
    accepted.map(({ diagnostic }) => diagnostic),
    sources,
  );
  const findings: readonly ExaminedFinding[] = [
    ...standing.map((finding) => ({
      ...finding,
      state: isFresh.has(finding) ? ("new" as const) : ("known" as const),
      reason: null,
      suppressedBy: null,
    })),
    ...accepted.map(({ diagnostic, allowance }, index) => ({
      diagnostic,
      fingerprint: acceptedPrints[index] ?? "",
      state: "suppressed" as const,
      reason: allowance.reason,
      suppressedBy: allowance.covers.type,
    })),
  ];
  return {
    standing,
    findings: findings.filter(({ diagnostic }) => isAtLeast(diagnostic.severity, options.severity)),
    fixed: fixed.filter(({ code }) => options.only.length === 0 || options.only.includes(code)),
    pathOf,
    isFailed: fresh.some(({ diagnostic }) => isAtLeast(diagnostic.severity, options.failOn)),
  };
}

/** Relative to where the check runs, with slashes; absolute where it is not below. */
function pathOf(file: string): string {
  const relative = path.relative("", file);
  const shown = relative.startsWith("..") || relative === "" ? path.resolve(file) : relative;
  return shown.split(path.sep).join("/");
}

/** The name of a file relative to the folder that was named, so that it is the same wherever that folder stands. */
export function nameWithin(folders: readonly string[], file: string): string {
  const inside = folders
    .map((folder) => path.relative(folder, file))
    .find((relative) => !relative.startsWith("..") && !path.isAbsolute(relative));
  return (inside === undefined || inside === "" ? path.basename(file) : inside).split(path.sep).join("/");
}
