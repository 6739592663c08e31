/** A step to be scheduled. */
export type Activity = {
  readonly id: string;
  /** What has to be over before it starts. */
  readonly after: readonly string[];
  readonly durationSeconds: number;
  /** Units of each resource it holds from its start to its end; fractions are allowed. */
  readonly needs: { readonly [resource: string]: number };
  /** It cannot start earlier, counted from the beginning: the lead time of a vendor, a maintenance window. */
  readonly notBeforeSeconds: number;
};

/** From this second on there are so many units, until the next change. */
export type CapacityChange = { readonly fromSeconds: number; readonly capacity: number };

/** People of a team, licences, restore bandwidth: anything of which there is only so much at once. */
export type Resource = {
  readonly id: string;
  /** Units at the beginning; null is unknown, and then nothing waits for it. */
  readonly capacity: number | null;
  /** Later capacities in ascending order, such as a roster gives; empty when it does not change. */
  readonly changes: readonly CapacityChange[];
};

/** Steps, their order, and what they share. */
export type ScheduleProblem = {
  readonly activities: readonly Activity[];
  readonly resources: readonly Resource[];
};

/** Why there is no schedule at all, whatever the order. */
export type Infeasibility =
  | { readonly type: "duplicate"; readonly step: string }
  | { readonly type: "unknown-step"; readonly step: string; readonly after: string }
  | { readonly type: "cycle"; readonly steps: readonly string[] }
  | { readonly type: "bad-duration"; readonly step: string; readonly seconds: number }
  | { readonly type: "bad-demand"; readonly step: string; readonly resource: string; readonly demand: number }
  | {
      readonly type: "demand-above-capacity";
      readonly step: string;
      readonly resource: string;
      readonly demand: number;
      readonly capacity: number;
    }
  | { readonly type: "no-window"; readonly step: string; readonly seconds: number }
  | { readonly type: "too-many"; readonly steps: number; readonly stepsMax: number };

/** A reason in words, for a person. */
export function infeasibilityText(reason: Infeasibility): string {
  switch (reason.type) {
    case "duplicate":
      return `step ${reason.step} is there twice`;
    case "unknown-step":
      return `step ${reason.step} comes after ${reason.after}, which does not exist`;
    case "cycle":
      return `the steps ${reason.steps.join(", ")} wait for one another`;
    case "bad-duration":
      return `step ${reason.step} has a time of ${reason.seconds} s, which is none`;
    case "bad-demand":
      return `step ${reason.step} needs ${reason.demand} of ${reason.resource}, which is no amount`;
    case "demand-above-capacity":
      return `step ${reason.step} needs ${reason.demand} of ${reason.resource}, of which there are never more than ${reason.capacity}`;
    case "no-window":
      return `step ${reason.step} takes ${reason.seconds} s, and what it needs is never there for so long at a stretch`;
    case "too-many":
      return `${reason.steps} steps are more than the limit of ${reason.stepsMax}`;
    default:
      return reason satisfies never;
  }
}
