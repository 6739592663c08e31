import { instantFact } from "./facts.ts";
import { allPacks } from "./regulation/all-packs.ts";
import { type ClockFacts, type ClockStanding, standingOf } from "./regulation/clock.ts";
import type { RegulationPack } from "./regulation/pack.ts";
import type { IncidentState } from "./state.ts";

/** What regulatory clocks count from, as the incident's facts and submissions tell it. */
export function clockFacts({ facts, submissions }: IncidentState): ClockFacts {
  const known: { [start: string]: string } = {};
  const put = (start: string, at: string | null) => {
    if (at !== null) known[start] = at;
  };
  put("impact-began", instantFact(facts, "impact-began-at"));
  put("aware", instantFact(facts, "aware-at"));
  put("classified-major", instantFact(facts, "classified-major-at"));
  put("materiality-determined", instantFact(facts, "materiality-determined-at"));
  put("outside-tolerance", instantFact(facts, "outside-tolerance-at"));
  for (const [report, { submittedAt }] of submissions) put(`submitted:${report}`, submittedAt);
  return known;
}

export type IncidentClock = ClockStanding & {
  readonly pack: string;
  readonly packTitle: string;
  readonly report: string;
  readonly to: string;
};

/** The packs whose clocks count for an incident: those that its regulations name. */
export function packsOf(regulations: readonly string[]): readonly RegulationPack[] {
  return allPacks.filter(({ id }) => regulations.includes(id));
}

/** All clocks of an incident as they stand at `now`, the earliest due first, those that have not started last. */
export function clocksOf(state: IncidentState, now: string): readonly IncidentClock[] {
  if (state.opening === null) return [];
  const facts = clockFacts(state);
  const { regulations, timeZone } = state.opening;
  return packsOf(regulations)
    .flatMap((pack) =>
      pack.rules.map((rule) => ({
        ...standingOf({ pack, rule }, facts, now, timeZone),
        pack: pack.id,
        packTitle: pack.title,
        report: rule.report,
        to: rule.to,
      })),
    )
    .sort((one, other) => ((one.dueAt ?? "~") < (other.dueAt ?? "~") ? -1 : 1));
}

/** Packs that texts of regulations in documents name: "DORA", "nis2", "GDPR art. 33". */
export function packsNamed(texts: readonly string[]): readonly string[] {
  return allPacks
    .filter(({ id }) => texts.some((text) => new RegExp(`\\b${id}\\b`, "i").test(text)))
    .map(({ id }) => id);
}
