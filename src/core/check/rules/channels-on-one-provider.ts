import type { Rule } from "../rule.ts";
import { ofKind } from "../facts/of-kind.ts";

export const channelsOnOneProvider: Rule = {
  code: "channels-on-one-provider",
  severity: "warning",
  title: "The channels of a plan do not all hang on one provider.",
  *check(context) {
    for (const { ref, spec } of ofKind(context, "Plan")) {
      const providers = new Set(spec.communication.map(({ provider }) => provider));
      const [provider] = providers;
      // A channel whose provider nobody has named may well be another.
      if (spec.communication.length < 2 || providers.size !== 1 || !provider) continue;
      const last = spec.communication.length - 1;
      yield {
        message: `all ${spec.communication.length} channels of the plan hang on \`${provider}\`: when it fails, nobody hears of it`,
        help: "take one channel from another provider, and have a telephone list on paper",
        place: context.resolved.placeOf(ref, ["spec", "communication", last, "provider"]),
      };
    }
  },
};
