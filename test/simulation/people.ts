import type { Actor } from "#core/model/actor.ts";
import type { PersonCommand } from "#core/run/commands.ts";
import type { RunState, StepState } from "#core/run/state.ts";
import type { Random } from "./random.ts";
import { randomStep } from "./plans.ts";

export const starter: Actor = { type: "person", ref: "person:ana", teams: ["team:dba"] };
export const approver: Actor = { type: "person", ref: "person:ben", teams: ["team:crisis"] };

/** What the person in charge does about a step that waits for one; null when it waits for nobody. */
export function duty(step: StepState, random: Random): PersonCommand | null {
  const { id } = step.definition;
  switch (step.status) {
    case "awaiting-approval":
      return { type: "ApproveStep", step: id, note: "" };
    case "awaiting-person":
      return { type: "CompleteStep", step: id, result: "done", note: "done", evidence: [] };
    case "awaiting-decision":
      return { type: "DecideOption", step: id, option: "yes", reason: "fine" };
    case "failed":
    case "undo-failed":
    case "undone":
      return { type: "RetryStep", step: id, reason: "again", changedInput: null };
    case "unknown":
      return random.chance(0.5)
        ? { type: "MarkDoneByHand", step: id, note: "looked", output: null, evidence: [] }
        : { type: "RetryStep", step: id, reason: "looked", changedInput: null };
    default:
      return null;
  }
}

/** An edit of a running run, sensible or not: what is not allowed must be refused, not go wrong. */
export function randomEdit(state: RunState, random: Random): PersonCommand | null {
  const steps = [...state.steps.values()];
  if (steps.length === 0) return null;
  const step = random.pick(steps);
  const { id } = step.definition;
  const reason = "edit";
  switch (random.below(13)) {
    case 0:
      return { type: "SkipStep", step: id, reason };
    case 1: {
      const definition = randomStep(
        random,
        `x${steps.length}`,
        random.chance(0.5) ? [random.pick(steps).definition.id] : [],
      );
      return { type: "InsertStep", definition, before: random.chance(0.7) ? [id] : [], reason };
    }
    case 2:
      return { type: "ReassignStep", step: id, responsible: "person:cem", reason };
    case 3:
      return { type: "RetryStep", step: id, reason, changedInput: random.chance(0.3) ? { name: id } : null };
    case 4:
      return { type: "MarkDoneByHand", step: id, note: "by hand", output: null, evidence: [] };
    case 5:
      return { type: "PauseRun", reason };
    case 6:
    case 7:
      return { type: "ResumeRun", reason };
    case 8:
      return { type: "UndoStep", step: id, reason };
    case 9:
      return random.chance(0.2) ? { type: "AbortRun", reason } : null;
    case 10:
      return random.chance(0.2) ? { type: "UndoRun", reason } : null;
    case 11:
      return handOver(state, random);
    default:
      return duty(step, random);
  }
}

/** The lead changes hands, or does not; refused whenever it is not for whoever asks. */
function handOver({ leadOffer }: RunState, random: Random): PersonCommand {
  if (leadOffer === null) return { type: "OfferLead", to: "person:ben", reason: "end of the shift" };
  return random.chance(0.5) ? { type: "AcceptLead" } : { type: "DeclineLead", reason: "not now" };
}
