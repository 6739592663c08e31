import { closestName } from "../../document/closest-name.ts";
import type { Rule } from "../rule.ts";

export const badDefaultOption: Rule = {
  code: "bad-default-option",
  severity: "error",
  title: "A decision with a time limit says which of its options is then taken.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        if (!step.decision) continue;
        const { options, defaultOption, timeoutSeconds } = step.decision;
        const ids = options.map((option) => option.id);
        if (defaultOption !== null && !ids.includes(defaultOption)) {
          const closest = closestName(defaultOption, ids);
          yield {
            message: `\`${defaultOption}\` is none of the options of \`${id}\``,
            help: closest === null ? `the options are ${ids.join(", ")}` : `did you mean \`${closest}\`?`,
            place: resolved.placeOf(document.ref, [...path, "decision", "default"]),
          };
        } else if (defaultOption === null && timeoutSeconds !== null) {
          yield {
            message: `the decision \`${id}\` has a time limit and no default`,
            help: "add `default: OPTION`, what is taken when nobody has decided in time; or leave `timeout` out to wait for ever",
            place: resolved.placeOf(document.ref, [...path, "decision", "timeout"]),
          };
        }
      }
    }
  },
};
