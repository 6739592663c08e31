import type { Judgement } from "#core/detection/judge.ts";
import type { DetectionRule } from "#core/detection/rule.ts";
import type { RuleState } from "#core/detection/state.ts";
import type { Testimony } from "#core/correlation/testimony.ts";

/** A rule as it stands now: what is recorded of it, and what is seen. */
export type RuleStanding = {
  readonly rule: DetectionRule;
  readonly state: RuleState;
  readonly judgement: Judgement;
};

/** What the witnesses of a rule say of what it is about. */
export function testimoniesOf({ rule, judgement }: RuleStanding): readonly Testimony[] {
  const { monitor, aspect } = rule;
  return rule.about.flatMap((about) =>
    judgement.points.map(({ vantage, says, since, detail }): Testimony => {
      return { by: vantage, monitor, about, aspect, says, since, detail };
    }),
  );
}
