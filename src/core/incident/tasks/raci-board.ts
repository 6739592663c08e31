import type { RaciRow } from "../../model/plan.ts";
import type { Ref } from "../../model/ref.ts";
import type { IncidentState, TaskState } from "../state.ts";
import { taskKey } from "./task.ts";

/** What is wrong with a row of the board, and what to do about it. */
export type RaciFault = {
  readonly code:
    | "nobody-accountable"
    | "several-accountable"
    | "nobody-responsible"
    | "unknown-name"
    | "cannot-come";
  readonly message: string;
  readonly help: string;
};

/** A task as it comes to the board: from the plan, from a step of a run, or added here. */
export type BoardTask = RaciRow & {
  readonly from: "plan" | "run" | "incident";
  readonly isDone: boolean;
};

/** One task with who has which part in it. */
export type BoardRow = BoardTask & {
  readonly done: TaskState["done"];
  /** Why it stands as it does, where it was set in the incident. */
  readonly reason: string;
  readonly faults: readonly RaciFault[];
};

/** The board of an incident; `faults` counts those of tasks that are not done. */
export type RaciBoard = { readonly rows: readonly BoardRow[]; readonly faults: number };

type Facts = {
  /** Tasks of the plan and of the runs. */
  readonly tasks: readonly BoardTask[];
  /** Whether the estate knows somebody of that name. */
  readonly isKnown: (ref: Ref) => boolean;
};

/**
 * Who does what in an incident. What was set in the incident goes before the plan and the runs; rows of one task are
 * one task. Exactly one is accountable for each: gaps and doubles are faults.
 */
export function raciBoard(state: IncidentState, { tasks, isKnown }: Facts): RaciBoard {
  const byTask = new Map<string, BoardTask>();
  for (const task of tasks) {
    const key = taskKey(task.task);
    const before = byTask.get(key);
    byTask.set(key, before === undefined ? task : merged(before, task));
  }
  for (const [key, set] of state.tasks) {
    const { task, accountable, responsible, consulted, informed } = set;
    const from = byTask.get(key)?.from ?? "incident";
    const isDone = byTask.get(key)?.isDone ?? false;
    if (accountable !== null)
      byTask.set(key, { task, accountable: [accountable], responsible, consulted, informed, from, isDone });
  }
  const declined = new Set(
    [...state.roles.values()].filter((each) => each.status === "declined").map(({ person }) => person),
  );
  const rows = [...byTask].map(([key, task]): BoardRow => {
    const set = state.tasks.get(key);
    const done = set?.done ?? null;
    const row = { ...task, isDone: task.isDone || done !== null, done, reason: set?.reason ?? "" };
    return { ...row, faults: row.isDone ? [] : faultsOf(row, { isKnown, declined }) };
  });
  return { rows, faults: rows.reduce((sum, { faults }) => sum + faults.length, 0) };
}

const union = (one: readonly Ref[], other: readonly Ref[]) => [...new Set([...one, ...other])];

function merged(one: BoardTask, other: BoardTask): BoardTask {
  return {
    ...one,
    accountable: union(one.accountable, other.accountable),
    responsible: union(one.responsible, other.responsible),
    consulted: union(one.consulted, other.consulted),
    informed: union(one.informed, other.informed),
    isDone: one.isDone && other.isDone,
  };
}

type Known = { readonly isKnown: (ref: Ref) => boolean; readonly declined: ReadonlySet<Ref> };

function faultsOf(task: BoardTask, { isKnown, declined }: Known): readonly RaciFault[] {
  const { accountable, responsible, consulted, informed, task: name } = task;
  const faults: RaciFault[] = [];
  if (accountable.length === 0) {
    faults.push({
      code: "nobody-accountable",
      message: `nobody is accountable for “${name}”`,
      help: "set the task with one person or team who is",
    });
  }
  if (accountable.length > 1) {
    faults.push({
      code: "several-accountable",
      message: `${accountable.join(" and ")} are accountable for “${name}”`,
      help: "leave one of them accountable; the others do it with them, or are asked",
    });
  }
  if (responsible.length === 0) {
    faults.push({
      code: "nobody-responsible",
      message: `nobody does “${name}”`,
      help: "say who does it, if only whoever is accountable",
    });
  }
  for (const ref of union(union(accountable, responsible), union(consulted, informed))) {
    if (isKnown(ref)) continue;
    faults.push({
      code: "unknown-name",
      message: `nobody knows ${ref} of “${name}”`,
      help: "name a person or team of the estate",
    });
  }
  for (const ref of accountable.filter((each) => declined.has(each))) {
    faults.push({
      code: "cannot-come",
      message: `${ref} is accountable for “${name}” and has said that they cannot come`,
      help: "set somebody else accountable",
    });
  }
  return faults;
}
