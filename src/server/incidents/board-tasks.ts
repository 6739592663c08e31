import type { IncidentState } from "#core/incident/state.ts";
import { type BoardTask, type RaciBoard, raciBoard } from "#core/incident/tasks/raci-board.ts";
import { isSettled } from "#core/run/state.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import type { AppPorts } from "../app-ports.ts";
import { planFor } from "./declaration-facts.ts";

type Ports = Pick<AppPorts, "estate" | "handler">;

/** The board of an incident: the newest published plan's rows, the steps of its runs, and what was set in it. */
export async function boardOf(ports: Ports, state: IncidentState): Promise<{ plan: Ref | null } & RaciBoard> {
  const { estate } = ports.estate.current().resolved;
  const name = parseRef(state.declaration?.plan ?? state.ask?.plan ?? "")?.name ?? null;
  const plan = planFor(estate, state, name);
  const tasks: BoardTask[] = (plan?.spec.raci ?? []).map((row) => ({ ...row, from: "plan", isDone: false }));
  for (const { run } of state.runs) tasks.push(...(await stepsOf(ports, run)));
  const isKnown = (ref: Ref) => estate.documents.has(ref);
  return { plan: plan?.ref ?? null, ...raciBoard(state, { tasks, isKnown }) };
}

async function stepsOf({ handler }: Ports, run: string): Promise<readonly BoardTask[]> {
  const { state } = await handler.read(run);
  return (state.plan?.steps ?? []).map((step) => ({
    task: `${step.title} (${state.plan?.runbook ?? ""})`,
    accountable: [step.accountable],
    responsible: [step.responsible],
    consulted: step.consulted,
    informed: step.informed,
    from: "run",
    isDone: state.status === "finished" || isSettled(state.steps.get(step.id)?.status ?? "pending"),
  }));
}
