import type { PersonCommand } from "#core/run/commands.ts";
import type { RunState } from "#core/run/state.ts";
import { duty } from "#test/simulation/people.ts";
import type { Random } from "#test/simulation/random.ts";
import { effectStep } from "./plans.ts";

/** What the person in charge has to do for a run to go on; null when it goes on by itself. */
export function nextDuty(state: RunState, random: Random): PersonCommand | null {
  if (state.status === "paused") return { type: "ResumeRun", reason: "go on" };
  for (const step of state.steps.values()) {
    if (state.status === "undoing" && (step.activity !== "undo" || step.status === "undone")) continue;
    const command = duty(step, random);
    if (command) return command;
  }
  return null;
}

/** A live edit that makes sense for the run as it stands; whether it still does when it arrives is what is tried. */
export function chooseEdit(state: RunState, random: Random): PersonCommand | null {
  const steps = [...state.steps.values()];
  const ahead = steps.filter(({ status }) => status === "pending" || status === "dispatched");
  const done = steps.filter(({ status }) => status === "succeeded");
  const reason = "live edit";
  if (ahead.length === 0) return null;
  const step = random.pick(ahead).definition.id;
  const draw = random.below(20);
  if (draw < 5) return { type: "SkipStep", step, reason };
  if (draw < 11) {
    const policy = random.pick(["idempotent", "observe", "ask"] as const);
    const definition = effectStep(`x${steps.length + 1}`, { policy, verify: random.chance(0.5) });
    return { type: "InsertStep", definition, before: [step], reason };
  }
  if (draw < 14) return { type: "ReassignStep", step, responsible: "person:cem", reason };
  if (draw < 16) return { type: "PauseRun", reason };
  if (draw < 17) return { type: "AbortRun", reason };
  if (draw < 18) return { type: "UndoRun", reason };
  if (done.length === 0) return { type: "MarkDoneByHand", step, note: "by hand", output: null, evidence: [] };
  return { type: "UndoStep", step: random.pick(done).definition.id, reason };
}
