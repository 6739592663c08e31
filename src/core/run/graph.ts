import type { StepDefinition, StepId } from "../model/step.ts";

/** The steps of one cycle of `after`, in order, or null when there is none. Depth first, linear. */
export function findCycle(steps: readonly Pick<StepDefinition, "id" | "after">[]): readonly StepId[] | null {
  const after = new Map(steps.map((step) => [step.id, step.after]));
  const state = new Map<StepId, "open" | "closed">();
  for (const { id } of steps) {
    if (state.has(id)) continue;
    const path: { readonly id: StepId; next: number }[] = [{ id, next: 0 }];
    state.set(id, "open");
    while (path.length > 0) {
      const top = path[path.length - 1];
      if (!top) break;
      const target = after.get(top.id)?.[top.next];
      top.next += 1;
      if (target === undefined) {
        state.set(top.id, "closed");
        path.pop();
      } else if (state.get(target) === "open") {
        const ids = path.map((entry) => entry.id);
        return ids.slice(ids.indexOf(target));
      } else if (!state.has(target) && after.has(target)) {
        state.set(target, "open");
        path.push({ id: target, next: 0 });
      }
    }
  }
  return null;
}

/** What is wrong with a set of steps as a graph, in words, or null. A run is only ever made of sound graphs. */
export function graphFault(steps: readonly Pick<StepDefinition, "id" | "after">[]): string | null {
  const ids = new Set<StepId>();
  for (const { id } of steps) {
    if (ids.has(id)) return `Two steps have the id ${id}.`;
    ids.add(id);
  }
  for (const { id, after } of steps) {
    const unknown = after.find((before) => !ids.has(before));
    if (unknown !== undefined) return `Step ${id} comes after ${unknown}, which does not exist.`;
    if (new Set(after).size !== after.length) return `Step ${id} names the same step twice in "after".`;
  }
  const cycle = findCycle(steps);
  return cycle ? `These steps wait for each other: ${[...cycle, cycle[0]].join(" → ")}.` : null;
}
