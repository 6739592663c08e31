import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { needsNaming } from "../facts/needs.ts";
import { areAllRead, ofKind } from "../facts/of-kind.ts";

export const vendorWithoutContract: Rule = {
  code: "vendor-without-contract",
  severity: "warning",
  title: "A vendor without whom something is down has promised something.",
  *check(context) {
    if (!areAllRead(context, "Contract")) return;
    const bound = new Set(ofKind(context, "Contract").map(({ spec }) => spec.vendor));
    const supplied = new Map<Ref, Ref>();
    for (const { ref, spec } of ofKind(context, "Component")) {
      if (spec.vendor && spec.scope !== "out") supplied.set(spec.vendor, ref);
    }
    for (const { ref } of ofKind(context, "Vendor")) {
      const by = needsNaming(context, ref).find(({ hard }) => hard)?.from ?? supplied.get(ref);
      if (bound.has(ref) || by === undefined) continue;
      yield {
        message: `\`${by}\` relies on \`${ref}\`, and no contract says what that vendor has promised`,
        help: "add a Contract with its response time, what it covers and when it ends",
        place: context.resolved.placeOf(ref, ["metadata", "name"]),
      };
    }
  },
};
