import { instant } from "#core/model/instant.ts";
import type { RuleStanding } from "#engine/detection/rule-standing.ts";
import type { AppPorts } from "../app-ports.ts";
import type { DetectionAnswer } from "../schemas/detection.ts";

const unmappedMax = 100;

const instantOf = (at: number | null): string | null => (at === null ? null : instant(at));

/** Detection as this server sees it now. */
export async function detectionView({ detection, probeAgents }: AppPorts): Promise<DetectionAnswer> {
  const standings = detection.standings();
  const seen = new Map<string, number>();
  for (const { rule, judgement } of standings) {
    if (!Number.isFinite(rule.staleSeconds)) continue;
    for (const { vantage, seenAt } of judgement.points) {
      seen.set(vantage, Math.max(seenAt, seen.get(vantage) ?? seenAt));
    }
  }
  const admitted = (await probeAgents.list()).filter(({ revokedAt }) => revokedAt === null);
  const names = new Set(admitted.map(({ name }) => name));
  const unmapped = detection.unmapped();
  return {
    lastRoundAt: detection.lastRoundAt(),
    rules: standings.map(ruleView).toSorted((one, other) => (one.rule < other.rule ? -1 : 1)),
    agents: [
      ...admitted.map(({ name, createdBy }) => {
        return { name, isAdmitted: true, createdBy, seenAt: instantOf(seen.get(name) ?? null) };
      }),
      ...[...seen]
        .filter(([name]) => !names.has(name))
        .map(([name, at]) => ({ name, isAdmitted: false, createdBy: null, seenAt: instant(at) })),
    ],
    unmapped: unmapped
      .slice(0, unmappedMax)
      .map(({ source, title, labels }) => ({ source, title, labels: { ...labels } })),
    unmappedTotal: unmapped.length,
  };
}

function ruleView({ rule, state, judgement }: RuleStanding): DetectionAnswer["rules"][number] {
  const { key, about, staleSeconds: _, flapping: __, from: ___, ...rest } = rule;
  const isHeard = judgement.unheardSince === null;
  return {
    ...rest,
    rule: key,
    about: [...about],
    status: state.raisedAt !== null ? "raised" : isHeard ? "well" : "unknown",
    raisedAt: instantOf(state.raisedAt),
    failingSince: instantOf(judgement.failingSince),
    flappingSince: instantOf(state.flappingSince),
    silentSince: instantOf(state.silentSince),
    incident: state.raisedAt === null ? state.silenceIncident : state.incident,
    points: judgement.points
      .map(({ since, seenAt, ...point }) => ({ ...point, since: instant(since), seenAt: instant(seenAt) }))
      .toSorted((one, other) => (one.vantage < other.vantage ? -1 : 1)),
  };
}
