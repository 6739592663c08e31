import { servicesHit } from "#core/correlation/services-hit.ts";
import { type Correlation, correlate, type CorrelationMap } from "#core/correlation/correlate.ts";
import type { PlacedGroup, PlacedRule } from "#core/detection/decide.ts";
import type { ToldFailure } from "#core/detection/events.ts";
import { regulationsOf } from "#core/incident/regulations-of.ts";
import type { Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import { type RuleStanding, testimoniesOf } from "./rule-standing.ts";

/** Everything that has crossed its threshold, put together as incidents would be opened for it. */
export function placeFailures(
  estate: Estate,
  map: CorrelationMap,
  standings: readonly RuleStanding[],
): readonly PlacedGroup[] {
  const raised = standings.filter(({ state }) => state.raisedAt !== null);
  const failing = raised.flatMap(({ rule, state }) =>
    rule.about.map((ref) => ({ ref: standsFor(estate, ref), since: state.failingSince ?? state.lastAt })),
  );
  const testimonies = standings
    .flatMap(testimoniesOf)
    .map((one) => ({ ...one, about: standsFor(estate, one.about) }));
  const hit = servicesHit(map, testimonies);
  const groups = correlate(map, failing, testimonies).map((one) =>
    failureGroup(estate, one, raised, hit(one.failing)),
  );
  const homeless = raised.filter(({ rule }) => rule.about.length === 0).map((one) => aboutNothing(one));
  const silent = standings.filter(({ state }) => state.silentSince !== null);
  return [...groups, ...homeless, ...(silent.length === 0 ? [] : [silenceGroup(silent)])];
}

/** A copy of data fails for what it protects: that is what the map knows. */
function standsFor(estate: Estate, ref: Ref): Ref {
  const document = estate.documents.get(ref);
  return document?.kind === "Protection" ? (document.spec.source ?? document.spec.protects) : ref;
}

function failureGroup(
  estate: Estate,
  found: Correlation,
  raised: readonly RuleStanding[],
  services: readonly Ref[],
): PlacedGroup {
  const failing = new Set(found.failing);
  const rules = raised
    .filter(({ rule }) => rule.about.some((ref) => failing.has(standsFor(estate, ref))))
    .map(({ rule }): PlacedRule => {
      return { rule: rule.key, title: rule.title, about: rule.about[0] ?? null, kind: "failure" };
    });
  const [origin] = found.origins;
  const [first] = found.failures;
  const titleOf = (ref: Ref) => estate.documents.get(ref)?.title ?? ref;
  const where = first?.component ?? origin?.ref ?? found.failing[0] ?? null;
  return {
    rules,
    refs: [...new Set([...found.failing, ...(origin === undefined ? [] : [origin.ref])])],
    title: `${first?.name ?? "failure"}: ${where === null ? "unknown" : titleOf(where)}`.slice(0, 200),
    summary: first?.because ?? origin?.because ?? "",
    services,
    components: found.failing.filter((ref) => ref.startsWith("component:")),
    regulations: regulationsOf(estate, services),
    failures: found.failures.map((failure): ToldFailure => failure),
    origins: found.origins.map(({ ref, because }) => ({ ref, because })),
  };
}

function aboutNothing({ rule }: RuleStanding): PlacedGroup {
  return {
    rules: [{ rule: rule.key, title: rule.title, about: null, kind: "failure" }],
    refs: [rule.monitor],
    title: rule.title,
    summary: "The monitor does not say what it watches.",
    services: [],
    components: [],
    regulations: [],
    failures: [],
    origins: [],
  };
}

/** All silence is one incident: as a rule it is the agents or the way to them, not each thing they look at. */
function silenceGroup(silent: readonly RuleStanding[]): PlacedGroup {
  const title = silent.length === 1 ? silent[0]!.rule.title : `${silent.length} monitors`;
  const witnesses = silent.flatMap(({ rule, judgement }) =>
    judgement.points.map(({ vantage, says, detail }) => ({
      by: `${vantage} (${rule.monitor})`,
      says: says === "unknown" ? ("silent" as const) : ("contradicts" as const),
      detail,
    })),
  );
  const because = `too few vantage points are heard to tell whether ${silent.map(({ rule }) => rule.about.join(", ") || rule.monitor).join("; ")} works`;
  return {
    rules: silent.map(({ rule }) => {
      return { rule: rule.key, title: rule.title, about: rule.about[0] ?? null, kind: "silence" };
    }),
    refs: silent.map(({ rule }) => rule.monitor),
    title: `monitoring silent: ${title}`.slice(0, 200),
    summary: because,
    services: [],
    components: [],
    regulations: [],
    failures: [{ name: "monitoring silent", component: null, because, witnesses }],
    origins: [],
  };
}
