import type { RecordedRunEvent } from "#core/run/events.ts";
import { fold } from "#core/run/evolve.ts";
import { violations } from "#core/run/invariants.ts";
import type { PersonCommand } from "#core/run/commands.ts";
import { initialRunState, isSatisfied, type RunState } from "#core/run/state.ts";
import { type Engine, startEngine } from "#engine/engine.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import { createMemoryDatabase, type MemoryDatabase } from "./memory-database.ts";
import { createOutside, type Outside } from "./outside.ts";
import { approver, duty, randomEdit, starter } from "./people.ts";
import { randomPlan } from "./plans.ts";
import { createWorld, noFaults, type Process, type World } from "./world.ts";

/** What a schedule came to; `faults` is empty when everything held. */
export type Result = {
  readonly seed: number;
  readonly operations: number;
  readonly faults: readonly string[];
  readonly trace: readonly string[];
  readonly counts: { readonly crashes: number; readonly freezes: number; readonly edits: number };
};

const run = "sim";
const stream = `run/${run}`;
/** Turns with faults, then at most this many without to finish. */
const faultyTurns = 60;
const turnsMax = 6_000;

type Node = { readonly process: Process; readonly engine: Engine };

type Simulation = {
  readonly world: World;
  readonly database: MemoryDatabase;
  readonly outside: Outside;
  nodes: Node[];
  isCalm: boolean;
  commands: number;
  readonly counts: { crashes: number; freezes: number; edits: number };
  readonly errors: string[];
};

function startNode(simulation: Simulation): Node {
  const { world, database, outside } = simulation;
  const process: Process = {
    name: `node-${simulation.counts.crashes + simulation.nodes.length + 1}`,
    status: "alive",
  };
  const engine = startEngine(
    {
      events: database.eventStoreFor(process),
      queue: database.queueFor(process),
      connectors: new Map([["world", outside.connectorFor(process)]]),
      readSecret: async () => "",
      clock: world.clockOf(process),
      node: process.name,
      onError: (error) => {
        // A job whose database was away is left to its next delivery; anything else is a bug.
        if (!(error instanceof StoreUnavailable)) simulation.errors.push(`${process.name}: ${String(error)}`);
      },
    },
    { concurrencyMax: 4, pollSeconds: 1, touchSeconds: 2 },
  );
  return { process, engine };
}

const stateOf = (database: MemoryDatabase): RunState =>
  fold(initialRunState(), (database.streams.get(stream) ?? []) as unknown as RecordedRunEvent[]);

function give(simulation: Simulation, command: PersonCommand): void {
  const node = simulation.nodes.find(({ process }) => process.status === "alive");
  if (!node) return;
  simulation.commands += 1;
  const isApproval = command.type === "ApproveStep" || command.type === "DecideOption";
  const at = new Date(simulation.world.nowMilliseconds()).toISOString();
  const actor = isApproval ? approver : starter;
  simulation.world.note(`person: ${command.type} ${"step" in command ? String(command.step) : ""}`);
  void node.engine.handler
    .handle(run, { ...command, actor, at }, { commandId: `person-${simulation.commands}` })
    .catch((error: unknown) => simulation.errors.push(String(error)));
}

function injectFault(simulation: Simulation): void {
  const { world, database, nodes, counts } = simulation;
  const { random } = world;
  const alive = nodes.filter(({ process }) => process.status === "alive");
  const frozen = nodes.filter(({ process }) => process.status === "frozen");
  switch (random.below(6)) {
    case 0:
      if (alive.length === 0) return;
      world.crash(random.pick(alive).process);
      counts.crashes += 1;
      return;
    case 1: {
      if (alive.length === 0) return;
      const { process } = random.pick(alive);
      world.note(`${process.name} freezes`);
      process.status = "frozen";
      counts.freezes += 1;
      return;
    }
    case 2: {
      if (frozen.length === 0) return;
      const { process } = random.pick(frozen);
      world.note(`${process.name} thaws`);
      process.status = "alive";
      return;
    }
    case 3: {
      // Liveness judges by silence, so it is sometimes wrong about a node that is only slow.
      const isWrong = random.chance(0.2);
      const count = database.returnJobsOf((process) => isWrong || process.status !== "alive");
      if (count > 0) world.note(`liveness returns ${count} jobs${isWrong ? ", some of living nodes" : ""}`);
      return;
    }
    default: {
      const edit = randomEdit(stateOf(database), random);
      if (!edit) return;
      counts.edits += 1;
      give(simulation, edit);
    }
  }
}

function heal(simulation: Simulation): void {
  simulation.isCalm = true;
  simulation.world.faults = noFaults;
  simulation.world.note("all heals");
  for (const { process } of simulation.nodes) if (process.status === "frozen") process.status = "alive";
  simulation.nodes = simulation.nodes.filter(({ process }) => process.status === "alive");
  if (simulation.nodes.length === 0) simulation.nodes.push(startNode(simulation));
  simulation.database.returnJobsOf((process) => process.status !== "alive");
}

/** People do their duty, one thing at a time, once nothing else moves. */
function doDuty(simulation: Simulation): boolean {
  const state = stateOf(simulation.database);
  if (state.status === "paused") {
    give(simulation, { type: "ResumeRun", reason: "go on" });
    return true;
  }
  for (const step of state.steps.values()) {
    const isUndo = state.status === "undoing";
    if (isUndo && step.activity !== "undo") continue;
    if (isUndo && step.status === "undone") continue;
    const command = duty(step, simulation.world.random);
    if (command) {
      give(simulation, command);
      return true;
    }
  }
  return false;
}

/** What must be true of the whole record when a schedule is over. */
function judge(simulation: Simulation): string[] {
  const { database, outside, errors } = simulation;
  const log = (database.streams.get(stream) ?? []) as unknown as RecordedRunEvent[];
  const found = [...errors, ...violations(log).map(({ message }) => message)];
  const state = stateOf(database);
  if (state.status !== "finished") found.push(`the run is stuck: ${state.status}`);
  if (state.result?.startsWith("succeeded")) {
    for (const step of state.steps.values()) {
      if (!isSatisfied(step.status)) found.push(`step ${step.definition.id} was lost: ${step.status}`);
      const { id, work } = step.definition;
      const isPlainSuccess = step.status === "succeeded" && work.type === "action";
      const target = work.type === "action" ? String(work.action.with["name"]) : id;
      if (isPlainSuccess && !outside.effects.some((effect) => effect.name === target)) {
        found.push(`step ${id} succeeded without its effect`);
      }
    }
  }
  return [...found, ...unrecordedRepeats(simulation, log)];
}

/** Effects that happened more often than the log admits. */
function unrecordedRepeats({ outside }: Simulation, log: readonly RecordedRunEvent[]): string[] {
  const found: string[] = [];
  const seen = new Map<string, number>();
  for (const { key } of outside.effects) seen.set(key, (seen.get(key) ?? 0) + 1);
  for (const [key, count] of seen) {
    const [, step] = key.split(":");
    const admitted = log.filter(
      (event) =>
        (event.type === "StepExecutorLost" ||
          event.type === "StepOutcomeUnknown" ||
          event.type === "LateResultObserved") &&
        event.data.step === step,
    ).length;
    const allowed = log.filter(
      (event) =>
        ((event.type === "StepClaimed" && event.data.resume === "act") ||
          event.type === "StepObservedNotDone") &&
        event.data.step === step,
    ).length;
    if (count > allowed) found.push(`step ${step} acted ${count} times but was allowed ${allowed} times`);
    if (count > 1 && admitted === 0) found.push(`step ${step} acted ${count} times and nothing says so`);
  }
  return [...found, ...newKeys(outside, log)];
}

/** A step applied under more keys than people and lost executors explain: its target could not tell a repeat. */
function newKeys(outside: Outside, log: readonly RecordedRunEvent[]): string[] {
  const keys = new Map<string, Set<string>>();
  for (const { key } of outside.effects) {
    const [, step, activity] = key.split(":");
    const name = `${step}:${activity}`;
    keys.set(name, (keys.get(name) ?? new Set()).add(key));
  }
  const found: string[] = [];
  for (const [name, used] of keys) {
    const step = name.split(":")[0];
    const explained = log.filter(
      (event) =>
        (event.type === "StepRetried" || event.type === "StepExecutorLost") && event.data.step === step,
    ).length;
    if (used.size > 1 + explained) found.push(`step ${name} was applied under ${used.size} keys`);
  }
  return found;
}

async function runTurns(simulation: Simulation): Promise<number> {
  const { world, database } = simulation;
  let operations = 0;
  let idle = 0;
  for (; operations < turnsMax; operations += 1) {
    if (!simulation.isCalm && operations >= faultyTurns) heal(simulation);
    if (!simulation.isCalm && world.random.chance(0.12)) injectFault(simulation);
    if (!simulation.isCalm && simulation.nodes.every(({ process }) => process.status !== "alive")) {
      simulation.nodes.push(startNode(simulation));
    }
    if (world.random.chance(0.9) && (await world.turn())) continue;
    if (stateOf(database).status === "finished" && simulation.isCalm && database.openJobs() === 0) break;
    const isAsked = simulation.isCalm && idle % 4 === 3 && doDuty(simulation);
    idle += 1;
    if (!isAsked && !(await world.passTime()) && !(await world.turn())) idle += 1;
    database.returnSilentJobs();
  }
  return operations;
}

/** Runs one schedule of the production shell against faults drawn from the seed. */
export async function simulate(seed: number): Promise<Result> {
  const world = createWorld(seed);
  const database = createMemoryDatabase(world);
  let simulation: Simulation | null = null;
  const outside = createOutside(world, () =>
    simulation?.isCalm
      ? { failed: 0, unreachable: 0, silent: 0 }
      : { failed: 0.05, unreachable: 0.05, silent: 0.1 },
  );
  const counts = { crashes: 0, freezes: 0, edits: 0 };
  simulation = { world, database, outside, nodes: [], isCalm: false, commands: 0, counts, errors: [] };
  simulation.nodes.push(startNode(simulation));
  simulation.nodes.push(startNode(simulation));
  const plan = randomPlan(world.random);
  give(simulation, {
    type: "StartRun",
    plan,
    mode: "live",
    reason: "simulation",
    impact: null,
    detection: null,
    slowAfterSeconds: {},
  });
  // The start itself is not what is tested: it happens before the faults begin.
  while (stateOf(database).status === "none") await world.turn();
  world.faults = { unavailable: 0.03, answerLost: 0.03, crashAfter: 0.02 };
  const operations = await runTurns(simulation);
  for (const { process } of simulation.nodes) process.status = "dead";
  return { seed, operations, faults: judge(simulation), trace: world.trace, counts };
}
