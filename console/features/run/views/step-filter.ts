import type { Actor } from "#core/model/actor.ts";
import type { StepView } from "#core/run/view.ts";
import { isSettled } from "#core/run/state.ts";
import { stepStatus } from "../step-status.ts";

/** Which steps are listed. */
export const stepShows = ["all", "mine", "open", "troubled"] as const;
export type StepShow = (typeof stepShows)[number];

export const showWords: { readonly [show in StepShow]: string } = {
  all: "All",
  mine: "Mine",
  open: "Open",
  troubled: "In trouble",
};

const troubles: ReadonlySet<string> = new Set(["failed", "warning"]);

/** Whether a step is this person's: to do, to approve, to decide, or taken. */
export function isOf(step: StepView, me: Actor | null): boolean {
  if (me?.type !== "person") return false;
  const refs: readonly string[] = [me.ref, ...me.teams];
  const isTaken = step.takenBy?.type === "person" && step.takenBy.ref === me.ref;
  const isAnsweredFor = refs.includes(step.responsible) || refs.includes(step.approval?.by ?? "");
  return isTaken || isAnsweredFor;
}

/** Whether what somebody typed is found in what a row shows. */
function matches(step: StepView, typed: string): boolean {
  const { word } = stepStatus(step.status, step.activity);
  const { id, title, phase, responsible, accountable, action } = step;
  return [id, title, phase, responsible, accountable, word, action ?? ""]
    .join(" ")
    .toLowerCase()
    .includes(typed);
}

/** The group a step is part of: what stands before the last dot of its id. Null for one of its own. */
export function groupOf(id: string): string | null {
  const dot = id.lastIndexOf(".");
  return dot < 0 ? null : id.slice(0, dot);
}

type Wanted = {
  readonly show: StepShow;
  readonly typed: string;
  readonly me: Actor | null;
  /** Groups whose steps are not listed. */
  readonly folded: ReadonlySet<string>;
};

/** The steps that are listed, in the order of the plan. */
export function listedSteps(
  steps: readonly StepView[],
  { show, typed, me, folded }: Wanted,
): readonly StepView[] {
  const text = typed.trim().toLowerCase();
  return steps.filter((step) => {
    const group = groupOf(step.id);
    if (group !== null && folded.has(group)) return false;
    if (text !== "" && !matches(step, text)) return false;
    switch (show) {
      case "all":
        return true;
      case "mine":
        return isOf(step, me);
      case "open":
        return !isSettled(step.status);
      case "troubled":
        return troubles.has(stepStatus(step.status, step.activity).kind) || step.slow;
      default:
        return show satisfies never;
    }
  });
}
