import type { Condition } from "../../model/step.ts";
import type { Rule } from "../rule.ts";
import { conjunctsOf } from "../facts/runbook-meaning.ts";
import type { RunbookView } from "../runbook-view.ts";

export const unreachableStep: Rule = {
  code: "unreachable-step",
  severity: "warning",
  title: "The condition of a step can hold.",
  *check({ runbooks, resolved }) {
    for (const view of runbooks) {
      for (const flat of view.steps) {
        if (flat.step.when === null) continue;
        const reason = whyNever(conjunctsOf(flat.when), view);
        if (reason === null) continue;
        yield {
          message: `step \`${flat.id}\` is never carried out: ${reason}`,
          help: "correct its `when` (that of its group counts as well), or take the step out",
          place: resolved.placeOf(view.document.ref, [...flat.path, "when"], "key"),
        };
      }
    }
  },
};

/** Why these conditions cannot hold together, or null where they may. */
function whyNever(conditions: readonly Condition[], view: RunbookView): string | null {
  const chosen = new Map<string, string>();
  const bounds = new Map<string, { above: number; below: number }>();
  for (const condition of conditions) {
    if (condition.type === "chosen") {
      const other = chosen.get(condition.step);
      if (other !== undefined && other !== condition.option) {
        return `\`${condition.step}\` cannot be decided as \`${other}\` and as \`${condition.option}\``;
      }
      chosen.set(condition.step, condition.option);
      const effect = view.byId
        .get(condition.step)
        ?.step.decision?.options.find((option) => option.id === condition.option)?.effect;
      if (effect === "abort")
        return `the option \`${condition.option}\` of \`${condition.step}\` ends the run`;
    }
    if (condition.type === "output" && typeof condition.value === "number") {
      const key = `${condition.step} ${condition.path}`;
      const { above = -Infinity, below = Infinity } = bounds.get(key) ?? {};
      const next =
        condition.compare === "below"
          ? { above, below: Math.min(below, condition.value) }
          : { above: Math.max(above, condition.value), below };
      if (condition.compare !== "equals") bounds.set(key, next);
      if (next.above >= next.below && condition.compare !== "equals") {
        return `\`${condition.path}\` cannot be above ${next.above} and below ${next.below}`;
      }
    }
  }
  return null;
}
