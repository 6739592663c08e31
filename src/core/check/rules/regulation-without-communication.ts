import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { areAllRead, documentAt, ofKind } from "../facts/of-kind.ts";

export const regulationWithoutCommunication: Rule = {
  code: "regulation-without-communication",
  severity: "warning",
  title: "A plan tells those whom the law of its functions wants told.",
  *check(context) {
    if (!areAllRead(context, "Plan")) return;
    const told = new Map<Ref, { readonly plan: Ref; readonly regulations: Set<string> }>();
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const covered of spec.covers) {
        const known = told.get(covered) ?? { plan: ref, regulations: new Set() };
        told.set(covered, known);
        for (const { regulation } of spec.communication)
          if (regulation) known.regulations.add(key(regulation));
      }
    }
    for (const [covered, { plan, regulations }] of told) {
      const spec = documentAt(context, "Function", covered)?.spec;
      for (const [index, regulation] of (spec?.regulations ?? []).entries()) {
        if (regulations.has(key(regulation))) continue;
        yield {
          message: `\`${regulation}\` applies to \`${covered}\`, and no communication of \`${plan}\` is for its sake`,
          help: "add a communication with that `regulation`, its audience and its deadline; or one that says whom it asks to tell nothing",
          place: context.resolved.placeOf(covered, ["spec", "regulations", index]),
        };
      }
    }
  },
};

const key = (regulation: string) => regulation.trim().toLowerCase();
