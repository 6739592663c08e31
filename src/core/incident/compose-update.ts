import { type FactName, type Facts, factCatalogue } from "./facts.ts";
import type { IncidentState } from "./state.ts";

/** For whom a text is made; each is told what it needs, all of it from the one base of facts. */
export const audienceKinds = ["technical", "business", "customer", "regulator"] as const;
export type AudienceKind = (typeof audienceKinds)[number];

const told: { readonly [kind in AudienceKind]: readonly FactName[] } = {
  technical: [
    "impact-began-at",
    "services-affected",
    "sites-affected",
    "transactions-failing-percent",
    "data-loss-seconds",
    "data-loss-records",
    "data-suspect",
    "cause",
    "workaround",
    "restored-at",
  ],
  business: [
    "impact-began-at",
    "services-affected",
    "users-affected-percent",
    "users-affected",
    "data-loss-records",
    "workaround",
    "restored-at",
  ],
  customer: ["impact-began-at", "services-affected", "workaround", "restored-at"],
  regulator: [
    "aware-at",
    "impact-began-at",
    "classified-major-at",
    "services-affected",
    "users-affected",
    "users-affected-percent",
    "data-loss-records",
    "personal-data-affected",
    "cause",
    "restored-at",
  ],
};

const statusWords: { readonly [status in IncidentState["status"]]: string } = {
  none: "not opened",
  open: "being assessed",
  declared: "declared a disaster; recovery is under way",
  "stood-down": "recovered, being brought back to normal",
  closed: "closed",
};

/**
 * The text for an audience, made from the facts as they stand. What is an estimate says so; what nobody has
 * stated is not mentioned to customers, and named as not known to everybody else.
 */
export function composeUpdate(
  state: IncidentState,
  kind: AudienceKind,
  titles: ReadonlyMap<string, string>,
): string {
  const title = state.opening?.title ?? "Incident";
  const lines = [
    `${title}: ${statusWords[state.status]}.`,
    ...(kind === "technical" ? technicalLines(state) : []),
    ...told[kind]
      .map((name) => factLine(state.facts, name, { kind, titles }))
      .filter((line) => line !== null),
  ];
  const next = [...state.briefings.values()].find(({ held }) => held === null);
  if (next && kind !== "regulator") lines.push(`Next news after ${next.startsAt}.`);
  return lines.join("\n");
}

function technicalLines({ failures, severity, runs }: IncidentState): readonly string[] {
  const last = failures.at(-1);
  return [
    ...(severity === null
      ? []
      : [`Severity ${severity.severity} (${severity.matched[0]?.because ?? "nothing worse is known"}).`]),
    ...(last ? [`Failure: ${last.name}, ${last.because}`] : []),
    ...runs.map(({ run, runbook }) => `Run ${run} of ${runbook}.`),
  ];
}

type Telling = { readonly kind: AudienceKind; readonly titles: ReadonlyMap<string, string> };

function factLine(facts: Facts, name: FactName, { kind, titles }: Telling): string | null {
  const { title, shape } = factCatalogue[name];
  const fact = facts.get(name);
  if (fact === undefined) return kind === "technical" || kind === "regulator" ? `${title}: not known.` : null;
  const { value, estimate } = fact;
  const words = wordsOf(value, shape, titles);
  return `${title}: ${words}${estimate ? " (estimate)" : ""}.`;
}

function wordsOf(value: unknown, shape: string, titles: ReadonlyMap<string, string>): string {
  if (shape === "yes-no") return value === true ? "yes" : "no";
  if (shape === "percent") return `${String(value)} %`;
  if (shape === "seconds") return `${String(value)} s`;
  if (Array.isArray(value))
    return value.map((ref) => titles.get(String(ref)) ?? String(ref)).join(", ") || "none";
  return String(value);
}
