import type { Actor } from "#core/model/actor.ts";
import type { StepDefinition } from "#core/model/step.ts";
import type { PersonCommand } from "#core/run/commands.ts";
import { decide } from "#core/run/decide.ts";
import type { RunState } from "#core/run/state.ts";
import type { RunCommand } from "../../../api/run-command.ts";

type Inserted = {
  readonly id: string;
  readonly title: string;
  readonly accountable: StepDefinition["accountable"];
  readonly seconds: number | null;
};

/** A task for a person, as the server would make it of what the form asks. */
function inserted(
  state: RunState,
  before: string,
  { id, title, accountable, seconds }: Inserted,
): StepDefinition {
  const later = state.steps.get(before)?.definition;
  return {
    id,
    title,
    after: later?.after ?? [],
    phase: later?.phase ?? "execute",
    accountable,
    responsible: accountable,
    consulted: [],
    informed: [],
    duration: seconds === null ? null : { minSeconds: seconds, likelySeconds: seconds, maxSeconds: seconds },
    work: { type: "person", instructions: title, evidenceRequired: false },
    when: null,
    precondition: [],
    approval: null,
    verify: [],
    undo: null,
    retry: { attempts: 1, backoffSeconds: 0 },
    timeoutSeconds: null,
    workaround: null,
  };
}

function asked(state: RunState, command: RunCommand, insertedSeconds: number | null): PersonCommand | null {
  const reason = "to see what would change";
  switch (command.to) {
    case "skip":
      return { type: "SkipStep", step: command.step, reason };
    case "reassign":
      return {
        type: "ReassignStep",
        step: command.step,
        responsible: command.body.responsible as never,
        reason,
      };
    case "insert": {
      const { step, before } = command.body;
      const [first] = before;
      if (first === undefined) return null;
      const { id, title, accountable } = step as unknown as Omit<Inserted, "seconds">;
      const definition = inserted(state, first, { id, title, accountable, seconds: insertedSeconds });
      return { type: "InsertStep", definition, before, reason };
    }
    default:
      return null;
  }
}

/**
 * The run as it would be after a change, by the very rules that the change will be decided by; null for what changes no
 * plan, or would be refused.
 */
export function afterChange(
  state: RunState,
  command: RunCommand,
  {
    actor,
    at,
    insertedSeconds,
  }: {
    readonly actor: Actor;
    readonly at: string;
    readonly insertedSeconds: number | null;
  },
): RunState | null {
  const person = asked(state, command, insertedSeconds);
  if (person === null) return null;
  const decision = decide({ ...person, actor, at }, state);
  return decision.status === "accepted" ? decision.state : null;
}
