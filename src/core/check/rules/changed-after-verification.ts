import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { protectionsOf } from "../facts/copies.ts";
import { lastExercised } from "../facts/exercises.ts";
import { ofKind } from "../facts/of-kind.ts";
import { reachedFrom } from "../facts/reached.ts";

export const changedAfterVerification: Rule = {
  code: "changed-after-verification",
  severity: "warning",
  title: "What has changed since it was last tested is tested again.",
  *check(context) {
    const verified = verifiedOn(context);
    for (const { ref, spec } of [...ofKind(context, "Component"), ...ofKind(context, "Service")]) {
      const last = verified(ref);
      if (spec.changedOn === null || !last || spec.changedOn <= last.on) continue;
      yield {
        message: `\`${ref}\` has changed on ${spec.changedOn}, after \`${last.by}\` showed on ${last.on} that it can be recovered`,
        help: "test the recovery again: what was shown was shown of what it was before",
        place: context.resolved.placeOf(ref, ["spec", "changedOn"]),
      };
    }
  },
};

type Proof = { readonly on: string; readonly by: Ref };

/** The last proof of each thing: by an exercise of something that needs it, or by a verified restore. */
function verifiedOn(context: CheckContext): (ref: Ref) => Proof | null {
  const exercised = lastExercised(context);
  const latestFirst = [...exercised].toSorted(([, one], [, other]) => (one.on < other.on ? 1 : -1));
  const reached = reachedFrom(
    context,
    latestFirst.map(([ref]) => ref),
  );
  const protections = protectionsOf(context);
  return (ref) => {
    const start = reached.get(ref);
    const exercise = start && exercised.get(start);
    const restores = (protections.get(ref) ?? []).flatMap(({ ref: by, spec }): readonly Proof[] =>
      spec.lastVerifiedRestoreOn === null ? [] : [{ on: spec.lastVerifiedRestoreOn, by }],
    );
    const proofs = exercise ? [exercise, ...restores] : restores;
    return proofs.toSorted((one, other) => (one.on < other.on ? 1 : -1))[0] ?? null;
  };
}
