import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";
import { rtoByRef } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";

export const declarationTooLate: Rule = {
  code: "declaration-too-late",
  severity: "error",
  title: "Those who may declare can do so within the RTO.",
  *check(context) {
    const rtos = rtoByRef(context);
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const tightest = spec.covers
        .flatMap((thing) => {
          const seconds = rtos.get(thing);
          return seconds === undefined ? [] : [{ thing, seconds }];
        })
        .toSorted((one, other) => one.seconds - other.seconds)[0];
      for (const [index, { who, afterSeconds }] of (spec.authority?.declare ?? []).entries()) {
        if (!tightest || afterSeconds === null || afterSeconds < tightest.seconds) continue;
        yield {
          message: `\`${who}\` may declare after ${durationText(afterSeconds)}, when \`${tightest.thing}\` was to be back in ${durationText(tightest.seconds)}`,
          help: "shorten `after`: deciding is part of the RTO",
          place: context.resolved.placeOf(ref, ["spec", "authority", "declare", index, "after"]),
        };
      }
    }
  },
};
