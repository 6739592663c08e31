import type { DocumentOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { copiesOf, siteOf } from "./copies.ts";
import { documentAt, ofKind } from "./of-kind.ts";

/** Two sites of which one is to survive the other, and the first thing for whose sake. */
export type SitePair = {
  readonly one: DocumentOf<"Site">;
  readonly other: DocumentOf<"Site">;
  readonly because: Ref;
};

/** The pairs of sites that services stand in or that data is copied between; each pair once. */
export const sitePairs = oncePerCheck((context): readonly SitePair[] => {
  const pairs = new Map<string, SitePair>();
  const add = (sites: readonly (Ref | null)[], because: Ref) => {
    const [first, ...others] = sites;
    for (const second of others) {
      const one = documentAt(context, "Site", first ?? null);
      const other = documentAt(context, "Site", second);
      if (!one || !other || one === other) continue;
      const key = [one.ref, other.ref].toSorted().join(" ");
      if (!pairs.has(key)) pairs.set(key, { one, other, because });
    }
  };
  for (const { ref, spec } of ofKind(context, "Service")) {
    for (const index of spec.sites.keys()) add(spec.sites.slice(index), ref);
  }
  for (const [original, copies] of copiesOf(context)) {
    for (const { site } of copies) add([siteOf(context, original), site], original);
  }
  return [...pairs.values()];
});
