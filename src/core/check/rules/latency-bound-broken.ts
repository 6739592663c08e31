import type { Rule } from "../rule.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { documentAt, ofKind } from "../facts/of-kind.ts";
import { durationText } from "../facts/wording.ts";

export const latencyBoundBroken: Rule = {
  code: "latency-bound-broken",
  severity: "error",
  title: "The sites of a service are as near to one another as it needs.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Service")) {
      const bound = spec.latencyBoundSeconds;
      if (bound === null) continue;
      const far = farthest(context, spec.sites);
      if (!far || far.seconds <= bound) continue;
      yield {
        message: `it bears a round trip of ${durationText(bound)}, and from \`${far.from}\` to \`${far.to}\` it takes ${durationText(far.seconds)}`,
        help: "choose a nearer site, or a way of replication that does not wait for the round trip",
        place: context.resolved.placeOf(ref, ["spec", "latencyBound"]),
      };
    }
  },
};

type Way = { readonly from: Ref; readonly to: Ref; readonly seconds: number };

/** The longest known round trip between two of the sites; either of the two may know it. */
function farthest(context: CheckContext, sites: readonly Ref[]): Way | null {
  const ways = sites.flatMap((from) =>
    sites.flatMap((to): readonly Way[] => {
      const seconds = documentAt(context, "Site", from)?.spec.latencySeconds[to];
      return seconds === undefined || from === to ? [] : [{ from, to, seconds }];
    }),
  );
  return ways.toSorted((one, other) => other.seconds - one.seconds)[0] ?? null;
}
