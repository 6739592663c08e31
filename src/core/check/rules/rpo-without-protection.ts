import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { copiesOf, keepsData, protectionsOf } from "../facts/copies.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";
import { promising } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";
import { worstBehind } from "../facts/worst-behind.ts";

export const rpoWithoutProtection: Rule = {
  code: "rpo-without-protection",
  severity: "warning",
  title: "Data for which an RPO is promised is protected.",
  *check(context) {
    if (!areAllRead(context, "Protection", "Component")) return;
    const bare = new Map(unprotected(context).map((ref) => [ref, 1]));
    const behind = worstBehind(context, bare, { alternatives: "each", ownHides: false });
    const protections = protectionsOf(context);
    for (const { ref, spec } of promising(context)) {
      const found = behind.get(ref);
      if (spec.objectives.rpoSeconds === null || !found || protections.has(ref)) continue;
      yield {
        message: `the RPO is ${durationText(spec.objectives.rpoSeconds)}, and no document says how the data of \`${found.source}\` is protected`,
        help: `add a Protection with \`protects: ${found.source}\`: its method, and how often or how fast it copies`,
        place: context.resolved.placeOf(ref, ["spec", "objectives", "rpo"]),
      };
    }
  },
};

/** Components that keep data of which there is neither a protection nor another copy. */
function unprotected(context: CheckContext): readonly Ref[] {
  const protections = protectionsOf(context);
  const copies = copiesOf(context);
  return ofKind(context, "Component")
    .filter((component) => keepsData(component) && component.spec.replicaOf === null)
    .map(({ ref }) => ref)
    .filter((ref) => !protections.has(ref) && !copies.has(ref));
}
