import type { Rule } from "../rule.ts";
import type { DataRules } from "../../model/data-rules.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { copiesOf } from "../facts/copies.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";

type Stay = { readonly by: Ref; readonly path: DocumentPath; readonly site: Ref | null };

/** Where data may live is law: GDPR chapter V, and what contracts and supervisors add. */
export const outsideJurisdiction: Rule = {
  code: "outside-jurisdiction",
  severity: "error",
  title: "Data and all copies of it stay in the countries where they may live.",
  *check(context) {
    for (const { of, rules, stays } of ruledData(context)) {
      for (const { by, path, site } of stays) {
        const country = documentAt(context, "Site", site)?.spec.jurisdiction ?? null;
        if (site === null || country === null || rules.jurisdictions.includes(country)) continue;
        yield {
          message: `the data of \`${of}\` may live in ${rules.jurisdictions.join(", ")}, and \`${site}\` is in ${country}`,
          help: "move it to a site in an allowed country, or have the list changed by whoever answers for the data",
          place: context.resolved.placeOf(by, path),
        };
      }
    }
  },
};

function* ruledData(
  context: CheckContext,
): Iterable<{ readonly of: Ref; readonly rules: DataRules; readonly stays: readonly Stay[] }> {
  const copies = copiesOf(context);
  for (const { ref, spec } of ofKind(context, "Component")) {
    if (spec.data.jurisdictions.length === 0) continue;
    const own: Stay = { by: ref, path: ["spec", "site"], site: spec.site };
    yield { of: ref, rules: spec.data, stays: [own, ...(copies.get(ref) ?? [])] };
  }
  for (const { ref, spec } of ofKind(context, "Service")) {
    if (spec.data.jurisdictions.length === 0) continue;
    const own = spec.sites.map((site, index): Stay => ({ by: ref, path: ["spec", "sites", index], site }));
    yield { of: ref, rules: spec.data, stays: [...own, ...(copies.get(ref) ?? [])] };
  }
}
