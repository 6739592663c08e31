import type { Look, Observation } from "#core/check/live/look.ts";
import { looksOfEstate } from "#core/check/live/looks-of-estate.ts";
import type { ResolvedEstate } from "#core/document/resolve-estate.ts";
import type { Estate } from "#core/model/estate.ts";
import { askProgram } from "./ask-program.ts";
import { askSite, compareConnections, compareReplica } from "./ask-postgres.ts";
import { connect } from "./connect.ts";
import type { LookPorts, Seen } from "./look-ports.ts";

/**
 * Holds what an estate says against the world: every look is made, at most `atOnce` at a time and
 * each within its limit, and gives one dated observation, in the order of the looks. Nothing in the
 * world is changed. `today` is the day, `YYYY-MM-DD`, as of which contacts are judged. When `signal`
 * is aborted, what has not been begun is `not-looked-at`.
 */
export async function lookAtEstate(
  resolved: ResolvedEstate,
  today: string,
  ports: LookPorts,
  signal: AbortSignal,
): Promise<readonly Observation[]> {
  const looks = looksOfEstate(resolved, today);
  const observations: Observation[] = [];
  const waiting = looks.entries();
  const work = async () => {
    // One iterator for all: each takes the next look that nobody has taken.
    for (const [index, look] of waiting) {
      const seen = await lookOnce(look, resolved.estate, ports, signal);
      observations[index] = { look, ...seen, observedAt: ports.now() };
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, ports.atOnce) }, work));
  return observations;
}

async function lookOnce(look: Look, estate: Estate, ports: LookPorts, outer: AbortSignal): Promise<Seen> {
  const { task } = look;
  if (task.type === "settled") return { outcome: task.outcome, detail: task.detail, by: "documents" };
  if (outer.aborted) return { outcome: "not-looked-at", detail: "it was stopped before", by: "nobody" };
  const signal = AbortSignal.any([outer, AbortSignal.timeout(ports.limitSeconds * 1000)]);
  const asking = { estate, ports, signal };
  switch (task.type) {
    case "read-secret":
      return readable(task.reference, ports);
    case "connect":
      return connect(task.host, task.port, signal);
    case "find-program":
    case "ask-version":
      return askProgram(task, asking);
    case "compare-replica":
      return compareReplica(task.primary, task.standby, asking);
    case "ask-site":
      return askSite(task.component, task.site, asking);
    case "compare-connections":
      return compareConnections(task.primary, task.standby, asking);
    default:
      return task satisfies never;
  }
}

/** Whether a secret can be had on this machine. The secret itself goes nowhere. */
async function readable(reference: string, ports: LookPorts): Promise<Seen> {
  const by = "secret provider";
  try {
    const secret = await ports.readSecret(reference);
    if (secret === "") return { outcome: "does-not-hold", detail: "it is empty", by };
    return { outcome: "holds", detail: "it can be read on this machine", by };
  } catch (error) {
    return { outcome: "does-not-hold", detail: error instanceof Error ? error.message : String(error), by };
  }
}
