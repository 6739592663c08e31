import { type DocumentOf, documentsOf } from "../../model/estate.ts";
import type { ProtectionSpec } from "../../model/protection.ts";
import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";

/** A scenario in which data is suspect, and everything that has copied it since: each with where it has it from. */
export type TaintedData = {
  readonly scenario: DocumentOf<"Scenario">;
  readonly tainted: ReadonlyMap<Ref, Ref | null>;
};

/** What is tainted in each scenario with suspect data, by the reference of the scenario. */
export const taintedData = oncePerCheck(({ resolved }): ReadonlyMap<Ref, TaintedData> => {
  const suspicious = documentsOf(resolved.estate, "Scenario").filter(
    ({ spec }) => spec.suspect !== null && spec.suspect.data.length > 0,
  );
  if (suspicious.length === 0) return new Map();
  const copies = new Map<Ref, Ref[]>();
  const copy = (from: Ref, to: Ref) => copies.set(from, [...(copies.get(from) ?? []), to]);
  for (const { spec } of documentsOf(resolved.estate, "Protection")) {
    if (!follows(spec) || spec.target === null) continue;
    copy(spec.protects, spec.target);
    if (spec.source !== null && spec.source !== spec.protects) copy(spec.source, spec.target);
  }
  for (const { ref, spec } of documentsOf(resolved.estate, "Component")) {
    if (spec.replicaOf !== null) copy(spec.replicaOf, ref);
  }
  return new Map(
    suspicious.map((scenario) => [
      scenario.ref,
      { scenario, tainted: taintOf(scenario.spec.suspect?.data ?? [], copies) },
    ]),
  );
});

/** Whether a copy follows every change of its source, the malicious ones too. */
function follows({ method, streaming }: ProtectionSpec): boolean {
  return (
    streaming || method === "sync-replication" || method === "async-replication" || method === "log-shipping"
  );
}

function taintOf(
  suspect: readonly Ref[],
  copies: ReadonlyMap<Ref, readonly Ref[]>,
): ReadonlyMap<Ref, Ref | null> {
  const tainted = new Map<Ref, Ref | null>(suspect.map((ref) => [ref, null]));
  const waiting = [...suspect];
  for (let ref = waiting.pop(); ref !== undefined; ref = waiting.pop()) {
    for (const target of copies.get(ref) ?? []) {
      if (tainted.has(target)) continue;
      tainted.set(target, ref);
      waiting.push(target);
    }
  }
  return tainted;
}
