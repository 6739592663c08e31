import { z } from "zod";
import type { Diagnostic } from "../../model/diagnostic.ts";

/** One known finding, with enough words that a review of the file can tell what it is. */
const knownFinding = z.strictObject({
  fingerprint: z.string().regex(/^[0-9a-f]{32}$/),
  code: z.string(),
  /** The document, or the file where there is none. */
  in: z.string(),
  message: z.string(),
});

const baselineSchema = z.strictObject({ version: z.literal(1), findings: z.array(knownFinding) });

export type KnownFinding = Readonly<z.output<typeof knownFinding>>;

/** The findings that were known when the baseline was written. */
export type Baseline = { readonly version: 1; readonly findings: readonly KnownFinding[] };

/** A diagnostic with its fingerprint. */
export type FingerprintedDiagnostic = { readonly diagnostic: Diagnostic; readonly fingerprint: string };

/** Reads a baseline, or says in words why the text is none. */
export function parseBaseline(text: string): Baseline | { readonly problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { problem: `it is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const parsed = baselineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return { problem: `${issue?.path.join(".") || "the file"}: ${issue?.message}` };
}

/** The baseline of what is found now, in an order that depends on nothing else, so that its changes read well. */
export function baselineOf(
  found: readonly FingerprintedDiagnostic[],
  nameOf: (file: string) => string,
): Baseline {
  const findings = found.map(({ diagnostic: { code, message, place }, fingerprint }) => ({
    fingerprint,
    code,
    in: place.ref ?? nameOf(place.file),
    message,
  }));
  const key = (finding: KnownFinding) => `${finding.in} ${finding.code} ${finding.fingerprint}`;
  findings.sort((one, other) => (key(one) < key(other) ? -1 : 1));
  return { version: 1, findings };
}

/** What is new against a baseline, what was known, and what it knows and nobody finds any more. */
export function compareWithBaseline(
  found: readonly FingerprintedDiagnostic[],
  baseline: Baseline,
): {
  readonly fresh: readonly FingerprintedDiagnostic[];
  readonly known: readonly FingerprintedDiagnostic[];
  readonly fixed: readonly KnownFinding[];
} {
  const expected = new Set(baseline.findings.map(({ fingerprint }) => fingerprint));
  const present = new Set(found.map(({ fingerprint }) => fingerprint));
  return {
    fresh: found.filter(({ fingerprint }) => !expected.has(fingerprint)),
    known: found.filter(({ fingerprint }) => expected.has(fingerprint)),
    fixed: baseline.findings.filter(({ fingerprint }) => !present.has(fingerprint)),
  };
}
