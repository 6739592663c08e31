import type { GrantOrder } from "#core/grant/commands.ts";
import type { GrantOrigin } from "#core/grant/events.ts";
import type { Grantable } from "#core/model/catalogue.ts";
import { findDocument } from "#core/model/estate.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import type { RunState } from "#core/run/state.ts";
import { closedForAccess } from "#engine/grants/watch-grant.ts";
import type { AppPorts } from "../app-ports.ts";
import { ProblemError } from "../problem.ts";
import { peopleOfIncident, peopleOfRun } from "./people-of-run.ts";

/** What somebody asks for. */
export type AccessWish = {
  readonly run: string;
  readonly step: string | null;
  readonly on: Ref;
  readonly connector: string;
  readonly as: readonly string[];
  /** null: as long as is usual. */
  readonly limitSeconds: number | null;
  readonly reason: string;
  readonly grantee: Ref;
  readonly origin: Extract<GrantOrigin, "asked" | "break-glass">;
};

type Ports = Pick<AppPorts, "handler" | "estate" | "incidents" | "incidentList">;

/** The order that asks for access inside a run, or the problem that it cannot be had. */
export async function accessOrder(wish: AccessWish, ports: Ports): Promise<GrantOrder> {
  const { run, step, on, connector, as, reason, grantee, origin } = wish;
  const { state } = await ports.handler.read(run);
  if (state.status === "none") throw new ProblemError("run-missing", `There is no run ${run}.`);
  const closed = closedForAccess(state, step);
  if (closed !== null) throw new ProblemError("grant-status", closed);
  const access = accessOf(state, wish, ports);
  const limitSeconds = grantedSeconds(wish, ports.estate.catalogue[connector]?.grantable?.(access) ?? null);
  return {
    type: "AskGrant",
    data: {
      run,
      step,
      origin,
      grantee,
      limitSeconds,
      reason,
      target: {
        component: on,
        connector,
        as,
        access,
      },
      approver: approverOf(state, wish),
      notified: origin === "break-glass" ? await others(wish, state, ports) : [],
    },
  };
}

/** As the run was started with it; what the run does not name, as the documents say now. */
function accessOf({ plan }: RunState, { on, connector }: AccessWish, { estate }: Ports) {
  const component = findDocument(estate.current().resolved.estate, "Component", parseRef(on)?.name ?? "");
  const access = plan?.access[on]?.[connector] ?? component?.spec.access[connector];
  if (access !== undefined) return access;
  throw new ProblemError("grant-limit", `${on} says nothing of how ${connector} reaches it.`);
}

/** Half an hour. */
const usualSeconds = 1800;

/** For how long it may be granted, or the problem that it may not. */
function grantedSeconds(
  { on, connector, as, limitSeconds }: AccessWish,
  grantable: Grantable | null,
): number {
  if (grantable === null) {
    const detail = `${on} lets nobody in by ${connector}: its access has no grantable.`;
    throw new ProblemError("grant-limit", detail);
  }
  const { longestSeconds } = grantable;
  const foreign = as.filter((each) => !grantable.as.includes(each));
  if (foreign.length > 0) {
    const known = grantable.as.join(", ");
    throw new ProblemError(
      "grant-limit",
      `${on} grants ${known} by ${connector}, not ${foreign.join(", ")}.`,
    );
  }
  if (limitSeconds !== null && limitSeconds > longestSeconds) {
    const detail = `${on} lets people in by ${connector} for ${longestSeconds} s at most.`;
    throw new ProblemError("grant-limit", detail);
  }
  return limitSeconds ?? Math.min(usualSeconds, longestSeconds);
}

/** Whom the step names for this access, else whoever approves the step itself. */
function approverOf({ steps }: RunState, { step, on, connector }: AccessWish): Ref | null {
  const definition = step === null ? undefined : steps.get(step)?.definition;
  const declared = definition?.grants?.find((each) => each.on === on && each.connector === connector);
  return declared?.approver ?? definition?.approval?.by ?? null;
}

/** Incidents that a break-glass is told to: more than could be open at once are left out. */
const incidentsMax = 200;

async function others({ run, grantee }: AccessWish, state: RunState, ports: Ports): Promise<readonly Ref[]> {
  const people = new Set(peopleOfRun(state));
  const open = await ports.incidentList({ status: "open", limit: incidentsMax, before: null });
  for (const incident of open.incidents) {
    const { state: found } = await ports.incidents.read(incident);
    const isOfRun = found.runs.some((each) => each.run === run);
    for (const person of isOfRun ? peopleOfIncident(found) : []) people.add(person);
  }
  people.delete(grantee);
  return [...people].toSorted();
}
