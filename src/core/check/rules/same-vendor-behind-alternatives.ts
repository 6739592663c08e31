import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { needsOf } from "../facts/needs.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";
import { refsText } from "../facts/wording.ts";

/** How many things behind one alternative are looked at, so that the rule stays linear in the groups. */
const thingsMax = 100;

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

/** The vendors without which a thing is down: its own, and those of what it needs hard and without alternative. */
function vendorsBehind(context: CheckContext, start: Ref): ReadonlySet<Ref> {
  const seen = new Set<Ref>();
  const vendors = new Set<Ref>();
  const waiting = [start];
  for (let ref = waiting.pop(); ref !== undefined && seen.size < thingsMax; ref = waiting.pop()) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    if (ref.startsWith("vendor:")) vendors.add(ref);
    const vendor = documentAt(context, "Component", ref)?.spec.vendor;
    if (vendor) waiting.push(vendor);
    for (const { members, hard } of needsOf(context, ref)) {
      if (hard && members.length === 1) waiting.push(...members);
    }
  }
  return vendors;
}
