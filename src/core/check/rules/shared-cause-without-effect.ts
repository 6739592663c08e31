import type { FlatStep } from "../../document/flatten-steps.ts";
import type { Rule } from "../rule.ts";

/** Steps are slow together only where there are several, and each can be slow at all. */
export const sharedCauseWithoutEffect: Rule = {
  code: "shared-cause-without-effect",
  severity: "warning",
  title: "A shared cause is shared by several steps whose durations vary.",
  *check({ runbooks, resolved }) {
    for (const { document, steps } of runbooks) {
      const sharing = Map.groupBy(
        steps.filter(({ step }) => step.sharedCause !== null && step.steps === null),
        ({ step }) => step.sharedCause?.name,
      );
      for (const flat of [...sharing.values()].flat()) {
        const { name } = flat.step.sharedCause!;
        const isAlone = sharing.get(name)?.length === 1;
        if (!isAlone && varies(flat)) continue;
        yield {
          message: isAlone
            ? `\`${flat.id}\` is the only step that \`${name}\` slows down`
            : `\`${name}\` cannot slow step \`${flat.id}\` down: it always takes the same time`,
          help: isAlone
            ? "name it at the other steps too, in the same words, or leave it out"
            : "give it three points, or a median and a P90",
          place: resolved.placeOf(document.ref, [...flat.path, "sharedCause", "name"]),
        };
      }
    }
  },
};

/** What is not known may vary; a wait does not. */
function varies({ step: { duration, waitSeconds } }: FlatStep): boolean {
  return duration === null ? waitSeconds === null : duration.minSeconds < duration.maxSeconds;
}
