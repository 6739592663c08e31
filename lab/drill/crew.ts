import type { Attention } from "#core/run/attention.ts";
import type { RunView, StepView } from "#core/run/view.ts";
import { ApiRefusal, type HoldfastApi, type Person } from "./holdfast-api.ts";

/** The people of a drill: one starts the run, others stand at its gates. */
export type Crew = {
  /** Who starts runs: a member of the first team that is accountable. */
  readonly starter: Person;
  /** Answers what waits for a person; resolves with what was done, or null when nothing could be. */
  answer(run: RunView, item: Attention): Promise<string | null>;
};

export type CrewOptions = {
  readonly api: HoldfastApi;
  /** Whether acknowledged records may be given up. */
  readonly onLoss: "accept" | "abort";
  /** The option to take at other decisions, when it exists there. */
  readonly prefers: readonly string[];
};

const isOf = (person: Person, ref: string) => person.ref === ref || person.teams.includes(ref);

/** Gathers the crew from the estate's own people. Rejects when the estate has too few. */
export async function gatherCrew(options: CrewOptions): Promise<Crew> {
  const people = await options.api.people();
  const starter = people.find((person) => isOf(person, "team:dba")) ?? people[0];
  if (!starter) throw new Error("the estate has no people to start a run");
  const someoneOf = (ref: string) => people.find((person) => isOf(person, ref) && person !== starter);
  return {
    starter,
    async answer(run, item) {
      const step = run.steps.find(({ id }) => id === item.step);
      const person = someoneOf(item.who);
      if (!step || !person) return null;
      const order = orderFor(step, item, options);
      if (!order) return null;
      try {
        await options.api.command(
          `/api/v1/runs/${run.id}/steps/${item.step}/${order.verb}`,
          order.body,
          person.ref,
        );
      } catch (error) {
        // Somebody, or a timer, was faster: the run says so itself at the next look.
        if (!(error instanceof ApiRefusal)) throw error;
        return null;
      }
      return `${person.ref} ${order.said} ${item.step}`;
    },
  };
}

type Order = { readonly verb: string; readonly body: Record<string, string>; readonly said: string };

function orderFor(step: StepView, item: Attention, options: CrewOptions): Order | null {
  switch (item.kind) {
    case "approve":
      return { verb: "approve", body: { note: "approved in a drill" }, said: "approved" };
    case "do":
      return { verb: "complete", body: { result: "done", note: "done in a drill" }, said: "completed" };
    case "decide": {
      const wanted = [options.onLoss, ...options.prefers];
      const option = step.options.find(({ id }) => wanted.includes(id));
      if (!option) return null;
      const body = { option: option.id, reason: "decided in a drill" };
      return { verb: "decide", body, said: `decided "${option.id}" at` };
    }
    case "failed":
    case "unknown":
      return null;
    default:
      return item.kind satisfies never;
  }
}
