import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import { protectionsOf } from "../facts/copies.ts";
import { needsOf } from "../facts/needs.ts";
import { policyPromises } from "../facts/policies.ts";
import { areAllRead } from "../facts/of-kind.ts";

export const policyNoOfflineCopy: Rule = {
  code: "policy-no-offline-copy",
  severity: "warning",
  title: "Where a policy demands a copy that cannot be reached from the original, there is one.",
  *check(context) {
    if (!areAllRead(context, "Protection", "Component", "Service")) return;
    const protections = protectionsOf(context);
    for (const { policy, document } of policyPromises(context)) {
      if (!policy.spec.requires.offlineCopy || hasOfflineCopy(document.ref)) continue;
      yield {
        message: `\`${policy.ref}\` demands an offline copy, and no protection of what \`${document.ref}\` needs is one`,
        help: "add a Protection with `offline: true` of the data, or mark the one that is",
        place: context.resolved.placeOf(document.ref, ["metadata", "name"]),
      };
    }

    /** Of its own data, or of that of a component it needs through components: another service has its own. */
    function hasOfflineCopy(start: Ref): boolean {
      const seen = new Set<Ref>();
      const waiting = [start];
      for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
        if (seen.has(ref)) continue;
        seen.add(ref);
        if ((protections.get(ref) ?? []).some(({ spec }) => spec.offline)) return true;
        const members = needsOf(context, ref).flatMap((need) => need.members);
        waiting.push(...members.filter((member) => member.startsWith("component:")));
        if (ref.startsWith("function:")) waiting.push(...members);
      }
      return false;
    }
  },
};
