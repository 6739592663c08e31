import type { Rule } from "../rule.ts";
import { worksOf } from "../step-work.ts";

export const conflictingWork: Rule = {
  code: "conflicting-work",
  severity: "error",
  title: "A step does one kind of work.",
  isEssential: true,
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      for (const { id, step, path } of steps) {
        const works = worksOf(step);
        const second = works[1];
        if (second === undefined) continue;
        yield {
          message: `step \`${id}\` has ${works.map((work) => `\`${work}\``).join(" and ")}`,
          help: "make it several steps: each has its own owner, gate and place in the record",
          place: resolved.placeOf(document.ref, [...path, second], "key"),
        };
      }
    }
  },
};
