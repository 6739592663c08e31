import type { DocumentPath } from "../../model/document-path.ts";
import type { Ref } from "../../model/ref.ts";

/** What a look is about. */
export const lookTopics = [
  "credential",
  "host",
  "command",
  "replica",
  "site",
  "capacity",
  "contact",
  "document",
] as const;
export type LookTopic = (typeof lookTopics)[number];

/**
 * What the world said. `not-looked-at`: nobody looked, and the reason says why. `unknown`: somebody
 * looked and could not tell. Neither counts as held.
 */
export const lookOutcomes = ["holds", "does-not-hold", "unknown", "not-looked-at"] as const;
export type LookOutcome = (typeof lookOutcomes)[number];

/** What has to be done to find out. */
export type LookTask =
  | { readonly type: "read-secret"; readonly reference: string }
  | { readonly type: "connect"; readonly host: string; readonly port: number }
  | { readonly type: "find-program"; readonly component: Ref; readonly program: string }
  | {
      readonly type: "ask-version";
      readonly component: Ref;
      readonly program: string;
      readonly arguments: readonly string[];
      /** Text that its answer must hold. */
      readonly says: string;
    }
  | { readonly type: "compare-replica"; readonly primary: Ref; readonly standby: Ref }
  | { readonly type: "ask-site"; readonly component: Ref; readonly site: Ref }
  | { readonly type: "compare-connections"; readonly primary: Ref; readonly standby: Ref }
  /** The documents say it, or there is no way to look. */
  | { readonly type: "settled"; readonly outcome: LookOutcome; readonly detail: string };

/** Something that documents say and that can be held against the world. */
export type Look = {
  readonly topic: LookTopic;
  /** The document that says it, and where in it. */
  readonly about: Ref;
  readonly path: DocumentPath;
  /** What should be so, as a sentence. */
  readonly claim: string;
  readonly task: LookTask;
};

/** What came of a look. */
export type Observation = {
  readonly look: Look;
  readonly outcome: LookOutcome;
  /** What was seen, or why nothing was; never a secret. */
  readonly detail: string;
  /** How it was looked at: `tcp`, `postgres identity`, `documents` … */
  readonly by: string;
  /** When, ISO 8601 UTC with milliseconds. */
  readonly observedAt: string;
};

export type LookCounts = { readonly [Outcome in LookOutcome]: number };

/** How many observations have each outcome. */
export function countOutcomes(observations: readonly Observation[]): LookCounts {
  const counts = { holds: 0, "does-not-hold": 0, unknown: 0, "not-looked-at": 0 };
  for (const { outcome } of observations) counts[outcome]++;
  return counts;
}
