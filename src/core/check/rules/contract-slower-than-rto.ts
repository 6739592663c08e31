import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { contractScope } from "../facts/contracts.ts";
import { ofKind } from "../facts/of-kind.ts";
import { promising } from "../facts/objectives.ts";
import { durationText } from "../facts/wording.ts";
import { worstBehind } from "../facts/worst-behind.ts";

export const contractSlowerThanRto: Rule = {
  code: "contract-slower-than-rto",
  severity: "error",
  title: "A vendor answers before what relies on it must be back.",
  *check(context) {
    for (const { contract, service, rtoSeconds } of broken(context)) {
      const response = contract.spec.responseTimeSeconds ?? 0;
      yield {
        message: `\`${contract.spec.vendor}\` answers within ${durationText(response)}, and \`${service}\`, which relies on it, is to be back in ${durationText(rtoSeconds)}`,
        help: "agree a faster response, keep what is needed at hand so that the vendor is not, or lengthen the RTO",
        place: context.resolved.placeOf(contract.ref, ["spec", "responseTime"]),
      };
    }
  },
};

/** Each contract that is too slow, with the tightest RTO it breaks. */
function broken(context: CheckContext) {
  const contracts = new Map(
    ofKind(context, "Contract").flatMap((contract) =>
      contract.spec.responseTimeSeconds === null ? [] : [[contract.ref, contract] as const],
    ),
  );
  const values = new Map<Ref, number>();
  const contractOf = new Map<Ref, Ref>();
  for (const { ref, spec } of contracts.values()) {
    const seconds = spec.responseTimeSeconds ?? 0;
    // Of several contracts for one thing the fastest is called.
    for (const thing of contractScope(context, spec)) {
      if (seconds >= (values.get(thing) ?? Number.POSITIVE_INFINITY)) continue;
      values.set(thing, seconds);
      contractOf.set(thing, ref);
    }
  }
  const behind = worstBehind(context, values, { alternatives: "enough", ownHides: false });
  const found = new Map<Ref, { readonly service: Ref; readonly rtoSeconds: number }>();
  for (const { ref, spec } of promising(context)) {
    const { rtoSeconds } = spec.objectives;
    const inner = behind.get(ref);
    const source = (values.get(ref) ?? -1) >= (inner?.value ?? 0) ? ref : inner?.source;
    const by = source && contractOf.get(source);
    if (rtoSeconds === null || !source || !by || (values.get(source) ?? 0) <= rtoSeconds) continue;
    if (rtoSeconds < (found.get(by)?.rtoSeconds ?? Number.POSITIVE_INFINITY)) {
      found.set(by, { service: ref, rtoSeconds });
    }
  }
  return [...found].flatMap(([ref, worst]) => {
    const contract = contracts.get(ref);
    return contract ? [{ contract, ...worst }] : [];
  });
}
