import type { ConnectorCatalogue } from "#core/model/catalogue.ts";
import type { Severity } from "#core/model/diagnostic.ts";
import type { Output } from "../door.ts";

export const checkFormats = ["text", "json", "sarif", "github", "junit", "code-quality"] as const;
export type CheckFormat = (typeof checkFormats)[number];

/** How documents are checked, and what is told of it. */
export type CheckOptions = {
  readonly format: CheckFormat;
  readonly catalogue: ConnectorCatalogue;
  /** The day as of which is checked, `YYYY-MM-DD`. */
  readonly today: string;
  /** New findings of this severity or worse fail the check. */
  readonly failOn: Severity;
  /** Findings less severe than this are not shown; they fail the check all the same where `failOn` says so. */
  readonly severity: Severity;
  /** Only findings with these codes are told; empty: all. */
  readonly only: readonly string[];
  readonly showSuppressed: boolean;
  /** The file of known findings, or null. */
  readonly baseline: string | null;
  /** Whether the file of known findings is to be written, not compared with. */
  readonly writeBaseline: boolean;
  /** Whether to tell on stderr how long each rule took. */
  readonly timings: boolean;
  readonly version: string;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether the text for people may have colours: a terminal, and no NO_COLOR. */
  readonly color: boolean;
};

const ranks: { readonly [severity in Severity]: number } = { error: 2, warning: 1, info: 0 };

/** Whether a severity is at least as grave as another. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return ranks[severity] >= ranks[least];
}
