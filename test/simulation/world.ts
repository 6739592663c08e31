import type { Clock } from "#engine/clock.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import { createRandom, type Random } from "./random.ts";

/** A process of the simulation: an engine node. A dead one never hears an answer again. */
export type Process = { readonly name: string; status: "alive" | "frozen" | "dead" };

type Task = { readonly owner: Process; readonly run: () => void };
type Sleeper = { readonly owner: Process; readonly dueMilliseconds: number; readonly wake: () => void };

/** Chances of faults, per call or per turn. */
export type Faults = {
  readonly unavailable: number;
  readonly answerLost: number;
  readonly crashAfter: number;
};

export const noFaults: Faults = { unavailable: 0, answerLost: 0, crashAfter: 0 };

/**
 * Time, order and failure of everything that the shell waits for. Each call of a port becomes a
 * task; which one happens next, and whether its answer arrives, is drawn from the seed.
 */
export type World = {
  readonly random: Random;
  faults: Faults;
  /** Something for the trace of a failing schedule. */
  note(line: string): void;
  readonly trace: string[];
  /** A call to the database: `effect` happens at once and whole, or not at all. */
  callDatabase<Result>(owner: Process, name: string, effect: () => Result): Promise<Result>;
  /** A call to the world outside, whose answer is never an exception. */
  callOutside<Result>(owner: Process, name: string, effect: () => Result): Promise<Result>;
  clockOf(owner: Process): Clock;
  nowMilliseconds(): number;
  /** Lets one waiting thing happen; false when nothing is waiting but time. */
  turn(): Promise<boolean>;
  /** Moves time to the next sleeper; false when nobody sleeps. */
  passTime(): Promise<boolean>;
  crash(process: Process): void;
};

const startMilliseconds = Date.UTC(2026, 0, 1);

/** Lets all promises that can go on go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createWorld(seed: number): World {
  const random = createRandom(seed);
  const tasks: Task[] = [];
  const sleepers = new Set<Sleeper>();
  const trace: string[] = [];
  let milliseconds = startMilliseconds;
  const note = (line: string) => trace.push(`${milliseconds - startMilliseconds} ${line}`);

  function crash(process: Process): void {
    note(`${process.name} crashes`);
    process.status = "dead";
    for (const sleeper of sleepers) if (sleeper.owner === process) sleepers.delete(sleeper);
  }

  function call<Result>(owner: Process, name: string, effect: () => Result, isDatabase: boolean) {
    return new Promise<Result>((resolve, reject) => {
      const run = () => {
        if (isDatabase && random.chance(world.faults.unavailable)) {
          note(`${owner.name} ${name}: database away`);
          return reject(new StoreUnavailable("the database is away"));
        }
        const result = effect();
        // Empty looks at the queue would drown the rest.
        if (!Array.isArray(result) || result.length > 0) note(`${owner.name} ${name}`);
        if (random.chance(world.faults.crashAfter)) return crash(owner);
        if (isDatabase && random.chance(world.faults.answerLost)) {
          note(`${owner.name} ${name}: answer lost`);
          return reject(new StoreUnavailable("the answer was lost"));
        }
        resolve(result);
      };
      tasks.push({ owner, run });
    });
  }

  function sleep(owner: Process, seconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper: Sleeper = { owner, dueMilliseconds: milliseconds + Math.ceil(seconds * 1000), wake };
      sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
    });
  }

  const world: World = {
    random,
    faults: noFaults,
    note,
    trace,
    crash,
    nowMilliseconds: () => milliseconds,
    callDatabase: (owner, name, effect) => call(owner, name, effect, true),
    callOutside: (owner, name, effect) => call(owner, name, effect, false),
    clockOf: (owner) => ({
      now: () => new Date(milliseconds).toISOString(),
      monotonicSeconds: () => milliseconds / 1000,
      sleep: (seconds, signal) => sleep(owner, seconds, signal),
    }),
    async turn() {
      const ready: number[] = [];
      for (let index = tasks.length - 1; index >= 0; index -= 1) {
        const owner = tasks[index]?.owner;
        if (owner?.status === "dead") tasks.splice(index, 1);
      }
      for (const [index, task] of tasks.entries()) if (task.owner.status === "alive") ready.push(index);
      if (ready.length === 0) return false;
      const [task] = tasks.splice(random.pick(ready), 1);
      task?.run();
      await settle();
      return true;
    },
    async passTime() {
      let next: Sleeper | null = null;
      for (const sleeper of sleepers) {
        if (sleeper.owner.status === "alive" && (!next || sleeper.dueMilliseconds < next.dueMilliseconds)) {
          next = sleeper;
        }
      }
      if (!next) return false;
      milliseconds = Math.max(milliseconds, next.dueMilliseconds);
      next.wake();
      await settle();
      return true;
    },
  };
  return world;
}
