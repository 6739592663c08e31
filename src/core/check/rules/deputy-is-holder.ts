import type { Rule } from "../rule.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { PlanSpec } from "../../model/plan.ts";
import type { Ref } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";

export const deputyIsHolder: Rule = {
  code: "deputy-is-holder",
  severity: "error",
  title: "A deputy is somebody else.",
  *check(context) {
    const { placeOf } = context.resolved;
    for (const { ref, spec } of ofKind(context, "Plan")) {
      for (const { who, path } of repeated(spec)) {
        yield {
          message: `\`${who}\` is their own deputy`,
          help: "name somebody else: a deputy stands in when the first cannot be reached",
          place: placeOf(ref, path),
        };
      }
    }
    for (const { ref, spec } of ofKind(context, "Person")) {
      if (spec.deputy !== ref) continue;
      yield {
        message: `\`${ref}\` is their own deputy`,
        help: "name somebody else: a deputy stands in when the first cannot be reached",
        place: placeOf(ref, ["spec", "deputy"]),
      };
    }
  },
};

function* repeated(plan: PlanSpec): Iterable<{ readonly who: Ref; readonly path: DocumentPath }> {
  for (const [index, { holder, deputies }] of plan.roles.entries()) {
    for (const [at, who] of deputies.entries()) {
      if (who === holder || deputies.indexOf(who) < at) {
        yield { who, path: ["spec", "roles", index, "deputies", at] };
      }
    }
  }
  const declare = plan.authority?.declare ?? [];
  for (const [index, { who }] of declare.entries()) {
    if (declare.findIndex((other) => other.who === who) < index) {
      yield { who, path: ["spec", "authority", "declare", index, "who"] };
    }
  }
}
