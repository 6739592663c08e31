import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { needsOf } from "../facts/needs.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";
import { refsText } from "../facts/wording.ts";

export const sameVendorBehindAlternatives: Rule = {
  code: "same-vendor-behind-alternatives",
  severity: "warning",
  title: "Alternatives do not hang on one vendor.",
  *check(context) {
    if (ofKind(context, "Vendor").length === 0) return;
    for (const document of context.resolved.estate.documents.values()) {
      for (const { members, path } of needsOf(context, document.ref)) {
        if (members.length < 2) continue;
        const [first = new Set<Ref>(), ...others] = members.map((member) => vendorsBehind(context, member));
        const shared = [...first].find((vendor) => others.every((vendors) => vendors.has(vendor)));
        if (shared === undefined) continue;
        yield {
          message: `${refsText(members)} are alternatives, and \`${shared}\` is behind each of them`,
          help: "take one of them from another vendor, or count them as one",
          place: context.resolved.placeOf(document.ref, [...path, 0]),
        };
      }
    }
  },
};

/**
 * The vendors without which a thing is down: its own, those it needs hard, those of the components a service needs
 * by itself, and the vendors these need. What stands farther behind both is a thing they share, not a vendor.
 */
function vendorsBehind(context: CheckContext, start: Ref): ReadonlySet<Ref> {
  const vendors = new Set<Ref>();
  const direct = [start, ...(start.startsWith("service:") ? hardNeeds(context, start) : [])];
  const waiting = direct.flatMap((ref) => [
    ref,
    documentAt(context, "Component", ref)?.spec.vendor ?? ref,
    ...hardNeeds(context, ref),
  ]);
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    if (!ref.startsWith("vendor:") || vendors.has(ref)) continue;
    vendors.add(ref);
    waiting.push(...hardNeeds(context, ref));
  }
  return vendors;
}

function hardNeeds(context: CheckContext, ref: Ref): readonly Ref[] {
  return needsOf(context, ref).flatMap(({ members, hard }) => (hard && members.length === 1 ? members : []));
}
