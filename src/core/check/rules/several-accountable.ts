import type { Rule } from "../rule.ts";
import { refsText } from "../facts/wording.ts";
import { ofKind } from "../facts/of-kind.ts";

/** RACI: exactly one accountable for each task; two rows for one task are one task. */
export const severalAccountable: Rule = {
  code: "several-accountable",
  severity: "error",
  title: "No task of a plan has two who are accountable.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const byTask = new Map<string, Set<string>>();
      for (const [index, { task, accountable }] of spec.raci.entries()) {
        const key = task.trim().toLowerCase();
        const all = byTask.get(key) ?? new Set();
        byTask.set(key, all);
        for (const [at, who] of accountable.entries()) {
          const isFirst = all.size === 0 || all.has(who);
          all.add(who);
          if (isFirst) continue;
          yield {
            message: `${refsText([...all])} are accountable for the task \`${task}\``,
            help: "leave one of them accountable and make the others `responsible` or `consulted`",
            place: context.resolved.placeOf(ref, ["spec", "raci", index, "accountable", at]),
          };
          break;
        }
      }
    }
  },
};
