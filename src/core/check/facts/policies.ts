import type { DocumentOf, EstateDocument } from "../../model/estate.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { ofKind, ofKinds } from "./of-kind.ts";
import type { Promising } from "./objectives.ts";

/** A document to which a policy applies. */
export type PolicyMatch = { readonly policy: DocumentOf<"Policy">; readonly document: EstateDocument };

/** Which policies apply to which documents. Policies are few: each is held against each document of its kinds. */
export const policyMatches = oncePerCheck((context): readonly PolicyMatch[] =>
  ofKind(context, "Policy").flatMap((policy) =>
    ofKinds(context, policy.spec.appliesTo.kinds)
      .filter((document) => document.ref !== policy.ref && policyApplies(policy, document))
      .map((document) => ({ policy, document })),
  ),
);

/** Whether a policy is about a document. */
export function policyApplies({ spec }: DocumentOf<"Policy">, document: EstateDocument): boolean {
  const { kinds, labels, tiers } = spec.appliesTo;
  const tier = document.kind === "Service" ? document.spec.tier : null;
  return (
    (kinds.length === 0 || kinds.includes(document.kind)) &&
    Object.entries(labels).every(([name, value]) => document.labels[name] === value) &&
    (tiers.length === 0 || (tier !== null && tiers.includes(tier)))
  );
}

/** The services and functions in scope to which policies apply: those that have objectives to hold against them. */
export function policyPromises(
  context: CheckContext,
): readonly { readonly policy: DocumentOf<"Policy">; readonly document: Promising }[] {
  return policyMatches(context).flatMap(({ policy, document }) =>
    (document.kind === "Service" || document.kind === "Function") && document.spec.scope !== "out"
      ? [{ policy, document }]
      : [],
  );
}
