import { documentsOf, type Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";

/** What the runbooks of an estate bring back, and where. */
export type Recoveries = {
  /** By what they recover, in the order of their references. */
  readonly runbooksOf: ReadonlyMap<Ref, readonly Recovery[]>;
  /** Where components stand. */
  readonly siteOf: ReadonlyMap<Ref, Ref>;
};

/** A runbook that brings something back; `to` is null when it does so wherever the thing stood. */
export type Recovery = { readonly runbook: Ref; readonly from: Ref | null; readonly to: Ref | null };

/** The recoveries of an estate. */
export function recoveriesOf(estate: Estate): Recoveries {
  const runbooksOf = new Map<Ref, Recovery[]>();
  const runbooks = documentsOf(estate, "Runbook").toSorted((one, other) => (one.ref < other.ref ? -1 : 1));
  for (const { ref: runbook, spec } of runbooks) {
    for (const recovered of new Set(spec.recovers)) {
      const known = runbooksOf.get(recovered);
      const recovery = { runbook, from: spec.from, to: spec.to };
      if (known) known.push(recovery);
      else runbooksOf.set(recovered, [recovery]);
    }
  }
  const siteOf = new Map<Ref, Ref>();
  for (const { ref, spec } of documentsOf(estate, "Component")) {
    if (spec.site !== null) siteOf.set(ref, spec.site);
  }
  return { runbooksOf, siteOf };
}

const none: readonly Ref[] = [];

/** No runbooks: for graphs that come from elsewhere. */
export const noRecoveries: Recoveries = { runbooksOf: new Map(), siteOf: new Map() };

/**
 * The runbooks that bring `ref` back away from what failed. One that goes to a site counts when that site is not down
 * and is not where the cause stands; one that goes nowhere counts when the cause is not a site, for it would work in
 * the ruins.
 */
export function recoverableBy(
  { runbooksOf, siteOf }: Recoveries,
  ref: Ref,
  cause: Ref,
  isDown: (ref: Ref) => boolean,
): readonly Ref[] {
  const known = runbooksOf.get(ref);
  // Most things have none, and a site takes tens of thousands of them down.
  if (known === undefined) return none;
  return known
    .filter(({ from, to }) => {
      if (to === null) return !cause.startsWith("site:");
      return to !== from && !isDown(to) && siteOf.get(cause) !== to;
    })
    .map(({ runbook }) => runbook);
}
