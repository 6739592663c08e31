import type { FlatStep } from "../../document/flatten-steps.ts";
import type { Rule } from "../rule.ts";
import type { RunbookView } from "../runbook-view.ts";

export const stepCycle: Rule = {
  code: "step-cycle",
  severity: "error",
  title: "No step waits for itself, however long the way round.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const view of runbooks) {
      for (const cycle of cycles(view)) {
        const first = cycle[0];
        if (!first) continue;
        const ring = [...cycle, first].map((step) => step.id).join(" → ");
        yield {
          message:
            cycle.length === 1
              ? `step \`${first.id}\` waits for itself`
              : `these steps wait for one another: ${ring}`,
          help: "take one of them out of an `after`, or none of them will ever start",
          place: resolved.placeOf(view.document.ref, [
            ...first.path,
            first.step.after === null ? "id" : "after",
          ]),
        };
      }
    }
  },
};

/** One cycle for each knot of steps, each beginning with its first step in the order of the document. */
function cycles({ steps, byId }: RunbookView): readonly (readonly FlatStep[])[] {
  const found: (readonly FlatStep[])[] = [];
  const finished = new Set<FlatStep>();
  for (const start of steps) {
    // Depth first, without recursion: a runbook may have thousands of steps in a row.
    const trail: { readonly step: FlatStep; next: number }[] = [{ step: start, next: 0 }];
    const onTrail = new Set([start]);
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const id = top.step.after[top.next++];
      const target = id === undefined ? undefined : byId.get(id);
      if (id === undefined || finished.has(top.step)) {
        finished.add(top.step);
        onTrail.delete(top.step);
        trail.pop();
      } else if (target && onTrail.has(target)) {
        const ring = trail.slice(trail.findIndex(({ step }) => step === target)).map(({ step }) => step);
        found.push(beginningWithFirst(ring.toReversed(), steps));
        // The whole knot is told with this one cycle.
        for (const step of ring) finished.add(step);
      } else if (target && !finished.has(target)) {
        trail.push({ step: target, next: 0 });
        onTrail.add(target);
      }
    }
  }
  return found;
}

function beginningWithFirst(ring: readonly FlatStep[], steps: readonly FlatStep[]): readonly FlatStep[] {
  const places = ring.map((step) => steps.indexOf(step));
  const first = places.indexOf(Math.min(...places));
  return [...ring.slice(first), ...ring.slice(0, first)];
}
