import type { DeskFacts } from "#core/incident/desk.ts";
import { instantFact } from "#core/incident/facts.ts";
import type { IncidentState } from "#core/incident/state.ts";
import { secondsBetween } from "#core/model/instant.ts";
import { type DocumentOf, documentsOf, type Estate, findDocument } from "#core/model/estate.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import type { AppPorts } from "../app-ports.ts";

type Ports = Pick<AppPorts, "estate" | "forecaster" | "record" | "clock" | "incidents" | "incidentList">;

/** Trials of the forecast at the desk: the P90 is then within about two per cent. */
const trials = 5000;
/** Past incidents whose estimates of repair are compared with what came. */
const recordMax = 100;

/** The plan that covers what an incident is about: the one that is asked for, else the first that covers a service of it. */
export function planFor(
  estate: Estate,
  state: IncidentState,
  name: string | null,
): DocumentOf<"Plan"> | null {
  if (name !== null) return findDocument(estate, "Plan", name);
  const about = affectedServices(state);
  return documentsOf(estate, "Plan").find(({ spec }) => spec.covers.some((ref) => about.has(ref))) ?? null;
}

/** Services that an incident is about, as it was opened and as facts say. */
export function affectedServices({ opening, facts }: IncidentState): ReadonlySet<Ref> {
  const stated = facts.get("services-affected")?.value;
  const named = Array.isArray(stated) ? (stated as readonly Ref[]) : [];
  return new Set([...(opening?.services ?? []), ...named]);
}

/** The runbook of a plan that leads away from the failure, or null. */
export function failoverOf(estate: Estate, plan: DocumentOf<"Plan">): DocumentOf<"Runbook"> | null {
  for (const ref of plan.spec.runbooks) {
    const name = parseRef(ref)?.name;
    const runbook = name === undefined ? null : findDocument(estate, "Runbook", name);
    if (runbook !== null && runbook.spec.purpose !== "failback") return runbook;
  }
  return null;
}

/** What the declaration desk is computed from, gathered now. */
export async function declarationFacts(
  ports: Ports,
  state: IncidentState,
  plan: DocumentOf<"Plan"> | null,
  signal?: AbortSignal,
): Promise<DeskFacts> {
  const { estate } = ports.estate.current().resolved;
  const runbook = plan === null ? null : failoverOf(estate, plan);
  return {
    now: ports.clock.now(),
    impactBeganAt: instantFact(state.facts, "impact-began-at"),
    tolerance: tightestTolerance(estate, affectedServices(state)),
    failover: runbook === null ? null : await failoverForecast(ports, estate, runbook, signal),
    repair: state.estimates.at(-1) ?? null,
    repairRatios: await repairRatios(ports),
  };
}

function tightestTolerance(estate: Estate, services: ReadonlySet<Ref>): DeskFacts["tolerance"] {
  const found = [...services].flatMap((ref) => {
    const document = estate.documents.get(ref);
    if (document?.kind !== "Service") return [];
    const { rtoSeconds, mtdSeconds } = document.spec.objectives;
    const kind = rtoSeconds === null ? ("mtd" as const) : ("rto" as const);
    const seconds = rtoSeconds ?? mtdSeconds;
    return seconds === null ? [] : [{ seconds, of: ref, kind }];
  });
  return found.toSorted((one, other) => one.seconds - other.seconds)[0] ?? null;
}

async function failoverForecast(
  { forecaster, record, clock }: Ports,
  estate: Estate,
  { name, ref }: DocumentOf<"Runbook">,
  signal: AbortSignal | undefined,
): Promise<DeskFacts["failover"]> {
  const measured = { [name]: await record.stepSeconds(name) };
  const { forecast } = await forecaster.ask(
    estate,
    {
      type: "forecast",
      runbook: name,
      capacity: {},
      durations: {},
      at: clock.now(),
      trials,
      seed: 1,
      outage: false,
      measured,
    },
    signal === undefined ? {} : { signal },
  );
  if (forecast === null) return null;
  // What is put right after users have the service back does not count against what they bear.
  const { p50, p90 } = forecast.backSeconds;
  return { runbook: ref, p50, p90, complete: forecast.complete };
}

/** Of past incidents that were repaired: how long it took, divided by how long was said the first time. */
async function repairRatios({ incidentList, incidents }: Ports): Promise<readonly number[]> {
  const { incidents: ids } = await incidentList({ status: "closed", limit: recordMax, before: null });
  const ratios: number[] = [];
  for (const id of ids) {
    const { state } = await incidents.read(id);
    const restoredAt = instantFact(state.facts, "restored-at");
    const first = state.estimates.find(({ readyAt }) => readyAt !== null);
    if (restoredAt === null || first?.readyAt == null || state.declaration !== null) continue;
    const stated = secondsBetween(first.statedAt, first.readyAt);
    const took = secondsBetween(first.statedAt, restoredAt);
    if (stated > 0 && took > 0) ratios.push(took / stated);
  }
  return ratios;
}
