import type { Severity, Span } from "../../model/diagnostic.ts";
import type { Rule } from "../rule.ts";
import type { Examined, ExaminedFinding } from "./examined.ts";

const levels: { readonly [severity in Severity]: "error" | "warning" | "note" } = {
  error: "error",
  warning: "warning",
  info: "note",
};

/** The program, as it names itself in reports. */
export type ReportingTool = { readonly version: string; readonly rules: readonly Rule[] };

/**
 * The result of a check as a SARIF 2.1.0 log (OASIS standard, 27 March 2020). Suppressed findings are in it with
 * their reason (§3.35); known ones of a baseline are `unchanged`, new ones `new`, fixed ones `absent` (§3.27.24).
 */
export function sarifLog(
  { findings, fixed, pathOf }: Examined,
  tool: ReportingTool,
  hasBaseline: boolean,
): object {
  const indexes = new Map(tool.rules.map(({ code }, index) => [code, index]));
  const results = findings.map((finding) => ({
    ...resultOf(finding, pathOf),
    ...ruleIndex(indexes.get(finding.diagnostic.code)),
    ...(hasBaseline ? { baselineState: finding.state === "known" ? "unchanged" : "new" } : {}),
  }));
  const absent = fixed.map(({ code, message, fingerprint }) => ({
    ruleId: code,
    ...ruleIndex(indexes.get(code)),
    message: { text: message },
    partialFingerprints: { [fingerprintName]: fingerprint },
    baselineState: "absent",
  }));
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Holdfast", version: tool.version, rules: tool.rules.map(descriptorOf) } },
        columnKind: "utf16CodeUnits",
        results: [...results, ...absent],
      },
    ],
  };
}

/** The version is part of the name: fingerprints made in another way must not be compared with these. */
const fingerprintName = "holdfast/v1";

function descriptorOf({ code, severity, title }: Rule): object {
  return {
    id: code,
    shortDescription: { text: title },
    help: { text: `holdfast explain ${code}` },
    defaultConfiguration: { level: levels[severity] },
  };
}

const ruleIndex = (index: number | undefined) => (index === undefined ? {} : { ruleIndex: index });

function resultOf(finding: ExaminedFinding, pathOf: Examined["pathOf"]): object {
  const { code, severity, message, help, place } = finding.diagnostic;
  const logical = place.ref === null ? {} : { logicalLocations: [{ fullyQualifiedName: place.ref }] };
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: help === null ? message : `${message}. ${help}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(pathOf(place.file)) },
          region: regionOf(place.span),
        },
        ...logical,
      },
    ],
    partialFingerprints: { [fingerprintName]: finding.fingerprint },
    ...suppressionsOf(finding),
  };
}

function regionOf({ line, column, endLine, endColumn }: Span): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function suppressionsOf({ state, reason }: ExaminedFinding): object {
  if (state !== "suppressed") return {};
  return { suppressions: [{ kind: "inSource", status: "accepted", justification: reason ?? "" }] };
}

/** A path as a URI reference (RFC 3986): names may hold blanks, and what would begin a query or a fragment. */
function uriOf(path: string): string {
  const uri = path
    .split("/")
    .map((part) => encodeURIComponent(part.toWellFormed()))
    .join("/");
  return uri.startsWith("/") ? `file://${uri}` : uri;
}
