import type { Severity } from "../../model/diagnostic.ts";
import type { Examined } from "./examined.ts";

const severities: { readonly [severity in Severity]: "critical" | "minor" | "info" } = {
  error: "critical",
  warning: "minor",
  info: "info",
};

/**
 * The findings that stand, as a Code Quality report of GitLab (a subset of the Code Climate format), which shows what
 * a merge request adds and resolves. Known ones are in it too: GitLab compares with the target branch itself.
 */
export function codeQualityReport({ findings, pathOf }: Examined): readonly object[] {
  return findings
    .filter(({ state }) => state !== "suppressed")
    .map(({ diagnostic: { code, severity, message, help, place }, fingerprint }) => ({
      description: help === null ? message : `${message}. ${help}`,
      check_name: code,
      fingerprint,
      severity: severities[severity],
      location: { path: pathOf(place.file), lines: { begin: place.span.line, end: place.span.endLine } },
    }));
}
