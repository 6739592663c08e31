import type { Observation } from "#core/detection/observation.ts";
import type { Outage } from "#core/detection/replay.ts";
import type { DetectionRule } from "#core/detection/rule.ts";
import { ruleBook } from "#core/detection/signal-rules.ts";
import type { Fact } from "#core/incident/facts.ts";
import { millisecondsOf } from "#core/model/instant.ts";
import type { AppPorts } from "../app-ports.ts";

/** Looks that one replay reads at most; older ones are left out, and the history begins later. */
export const looksMax = 200_000;
const incidentsMax = 200;

/** What was seen for a rule from one instant to another: by agents, or by the alerts that it takes. */
export async function seenFor(
  { observations, signals, estate }: AppPorts,
  rule: DetectionRule,
  from: string,
  until: string,
): Promise<readonly Observation[]> {
  if (Number.isFinite(rule.staleSeconds)) return observations.history(rule.monitor, from, until, looksMax);
  const book = ruleBook(estate.current().resolved.estate);
  const received = await signals.receivedSince(from);
  return received
    .filter(({ labels }) => book.rulesFor(labels).some(({ key }) => key === rule.key))
    .slice(-looksMax)
    .map(({ source, fingerprint, status, title, startsAt, endsAt, receivedAt }): Observation => {
      const said = (status === "firing" ? startsAt : endsAt) ?? receivedAt;
      return {
        vantage: `${source} ${fingerprint}`,
        at: Math.min(millisecondsOf(said), millisecondsOf(receivedAt)),
        says: status === "firing" ? "failing" : "healthy",
        detail: title,
      };
    });
}

/** When it had really failed: incidents about the same things that were no false alarms and no exercises. */
export async function outagesFor(
  { incidents, incidentList, clock }: AppPorts,
  rule: DetectionRule,
  from: number,
): Promise<readonly Outage[]> {
  const about = new Set<string>(rule.about);
  const { incidents: ids } = await incidentList({ status: null, limit: incidentsMax, before: null });
  const outages: Outage[] = [];
  for (const id of ids) {
    const { state } = await incidents.read(id);
    const { opening, closed, facts } = state;
    if (opening === null || opening.mode !== "live" || closed?.result === "false-alarm") continue;
    const named = state.failures.flatMap(({ component }) => (component === null ? [] : [component]));
    if (![...opening.services, ...opening.components, ...named].some((ref) => about.has(ref))) continue;
    const began = instantOf(facts.get("impact-began-at")) ?? millisecondsOf(opening.detectedAt);
    const over = instantOf(facts.get("restored-at")) ?? millisecondsOf(closed?.at ?? clock.now());
    if (over >= from) outages.push({ name: `${opening.title} (${id})`, from: began, until: over });
  }
  return outages.toSorted((one, other) => one.from - other.from);
}

function instantOf(fact: Fact | undefined): number | null {
  return typeof fact?.value === "string" ? millisecondsOf(fact.value) : null;
}
