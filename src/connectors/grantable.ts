import { z } from "zod";

/** Part of the access of a connector that lets people in: as what, and for how long at most. */
export const grantableAccess = z.strictObject({
  as: z
    .array(z.string().min(1).max(63))
    .min(1)
    .describe("The roles or principals that people may be given; no others are"),
  longestSeconds: z.int().min(1).max(43_200).default(3_600).describe("The longest that a grant lasts"),
});

/** Why something may not be granted, or null when it may. */
export function grantFault(
  grantable: z.output<typeof grantableAccess> | undefined,
  as: readonly string[],
): string | null {
  if (grantable === undefined) return "its access names nothing that people may be given (grantable)";
  const foreign = as.filter((each) => !grantable.as.includes(each));
  return foreign.length === 0 ? null : `${foreign.join(", ")} is not among what may be granted`;
}

/** What the access of a component may grant, and for how long at most; null where it lets nobody in. */
export function grantableOf(access: {
  readonly [field: string]: unknown;
}): { readonly as: readonly string[]; readonly longestSeconds: number } | null {
  const parsed = grantableAccess.safeParse(access["grantable"]);
  return parsed.success ? parsed.data : null;
}
