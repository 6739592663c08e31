import type { ContractSpec } from "../../model/contract.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { ofKind } from "./of-kind.ts";

const suppliedBy = oncePerCheck((context) => {
  const supplied = new Map<Ref, Ref[]>();
  for (const { ref, spec } of ofKind(context, "Component")) {
    if (!spec.vendor) continue;
    const known = supplied.get(spec.vendor);
    if (known) known.push(ref);
    else supplied.set(spec.vendor, [ref]);
  }
  return supplied;
});

/** What a contract promises something for: what it lists, or else its vendor and all that this vendor supplies. */
export function contractScope(context: CheckContext, { covers, vendor }: ContractSpec): readonly Ref[] {
  return covers.length > 0 ? covers : [vendor, ...(suppliedBy(context).get(vendor) ?? [])];
}
