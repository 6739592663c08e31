import { parseRef, type Ref } from "#core/model/ref.ts";
import type { RunPlan } from "#core/model/run-plan.ts";
import type { RunHandler } from "#engine/run-handler.ts";
import type { RunList } from "./app-ports.ts";

/** Runs that had to do with something of the estate. */
export type TouchedRuns = {
  /** Ids, the newest first, at most `most` of them. */
  of(ref: Ref, most: number): Promise<readonly string[]>;
};

/** So many of the newest runs are looked at: older ones stand in the list of runs. */
const lookedAtMax = 500;
const pageRuns = 100;

/** Finds runs by what their plan names. A plan never changes once its run has started, so each is read once. */
export function createTouchedRuns(runs: RunList, handler: Pick<RunHandler, "read">): TouchedRuns {
  const known = new Map<string, ReadonlySet<Ref>>();
  async function touchedBy(run: string): Promise<ReadonlySet<Ref>> {
    const before = known.get(run);
    if (before !== undefined) return before;
    const { plan } = (await handler.read(run)).state;
    const found = plan === null ? new Set<Ref>() : refsOf(plan);
    if (plan !== null) known.set(run, found);
    const oldest = known.keys().next();
    if (known.size > lookedAtMax && !oldest.done) known.delete(oldest.value);
    return found;
  }
  return {
    of: async (ref, most) => {
      const found: string[] = [];
      let before: number | null = null;
      for (let looked = 0; looked < lookedAtMax && found.length < most; ) {
        const page = await runs({ status: null, limit: pageRuns, before });
        for (const run of page.runs) {
          if (found.length < most && (await touchedBy(run)).has(ref)) found.push(run);
        }
        looked += page.runs.length;
        before = page.cursor;
        if (before === null) break;
      }
      return found;
    },
  };
}

/** Its runbook, what it recovers, the components its steps reach, and whoever answers for a step or opens a gate. */
function refsOf({ runbook, recovers, access, steps }: RunPlan): ReadonlySet<Ref> {
  const refs = new Set<Ref>([`runbook:${runbook}`, ...recovers]);
  for (const component of Object.keys(access)) if (parseRef(component) !== null) refs.add(component as Ref);
  for (const { accountable, responsible, approval } of steps) {
    refs.add(accountable).add(responsible);
    if (approval !== null) refs.add(approval.by);
  }
  return refs;
}
