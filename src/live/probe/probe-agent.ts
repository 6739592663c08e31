import type { Ref } from "#core/model/ref.ts";
import type { LookPorts } from "../look-ports.ts";
import { lookOnce, type ProbeSight, type ProbeTask } from "./look-once.ts";

/** A look with its time by the clock of the agent. */
export type SentLook = ProbeSight & {
  readonly monitor: Ref;
  readonly at: string;
  readonly milliseconds: number;
};

/** What became of a delivery. Refused for good: sending it again would not help. */
export type Delivery = "taken" | "later" | "refused";

export type ProbeAgentPorts = Pick<LookPorts, "connectors" | "readSecret" | "now" | "atOnce"> & {
  /** What to look at; rejects when the server cannot be asked. */
  readonly tasks: () => Promise<readonly ProbeTask[]>;
  readonly deliver: (looks: readonly SentLook[]) => Promise<Delivery>;
  /** Resolves after `seconds`, or at once when the signal is aborted. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  readonly monotonicSeconds: () => number;
  /** Told what an operator should know, once for the same reason. */
  readonly onNews: (line: string) => void;
};

const beatSeconds = 0.2;
const askAgainSeconds = 10;
/** One look takes no longer, however seldom it is made. */
const lookSecondsMax = 30;
const batchMax = 1000;
/** Hours of looks of an ordinary agent; beyond them the oldest are let go, for the newest tell how it stands. */
const waitingMax = 20_000;

/**
 * Looks, again and again, until it is stopped, and hands in what it saw. While the server is away it goes on looking by what
 * it was told last, and hands in the looks with their own times when the server is back.
 */
export async function runProbeAgent(ports: ProbeAgentPorts, signal: AbortSignal): Promise<void> {
  const waiting: SentLook[] = [];
  const news = onceEach(ports.onNews);
  const looking = lookOnAndOn(ports, waiting, news, signal);
  let failures = 0;
  while (!signal.aborted) {
    await ports.sleep(Math.min(1 + failures, 5), signal);
    failures = (await handIn(ports, waiting, news)) ? 0 : failures + 1;
  }
  await looking;
  await handIn(ports, waiting, news);
}

/** Hands in what waits; false when the server could not take it. */
async function handIn(
  ports: ProbeAgentPorts,
  waiting: SentLook[],
  news: (about: string, line: string) => void,
): Promise<boolean> {
  while (waiting.length > 0) {
    const batch = waiting.slice(0, batchMax);
    const delivery = await ports.deliver(batch);
    if (delivery === "later") {
      news("server", "the server takes nothing; looks are kept until it does");
      return false;
    }
    news("server", "");
    if (delivery === "refused") news("refused", `${batch.length} looks were refused and are lost`);
    waiting.splice(0, batch.length);
  }
  return true;
}

type Due = { task: ProbeTask; at: number; isLooking: boolean };

async function lookOnAndOn(
  ports: ProbeAgentPorts,
  waiting: SentLook[],
  news: (about: string, line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const due = new Map<Ref, Due>();
  const inFlight = new Set<Promise<void>>();
  let askAt = 0;
  while (!signal.aborted) {
    const now = ports.monotonicSeconds();
    if (now >= askAt) {
      askAt = now + askAgainSeconds;
      await ports.tasks().then(
        (tasks) => {
          news("tasks", `looks at ${tasks.length} monitors`);
          takeTasks(due, tasks, now);
        },
        (error: unknown) =>
          news(
            "tasks",
            `cannot ask what to look at: ${error instanceof Error ? error.message : String(error)}`,
          ),
      );
    }
    for (const one of due.values()) {
      if (one.isLooking || one.at > now || inFlight.size >= ports.atOnce) continue;
      one.isLooking = true;
      // From when it was due, not from when it ended: looks keep their rhythm, and none is made twice to catch up.
      one.at = Math.max(one.at + one.task.everySeconds, now);
      const look = make(one.task, ports, signal, waiting).finally(() => {
        one.isLooking = false;
        inFlight.delete(look);
      });
      inFlight.add(look);
    }
    await ports.sleep(beatSeconds, signal);
  }
  await Promise.all(inFlight);
}

/** New monitors are looked at at once, those that are known keep their rhythm, those that are gone are left. */
function takeTasks(due: Map<Ref, Due>, tasks: readonly ProbeTask[], now: number): void {
  const named = new Set(tasks.map(({ monitor }) => monitor));
  for (const monitor of due.keys()) if (!named.has(monitor)) due.delete(monitor);
  for (const task of tasks) {
    const known = due.get(task.monitor);
    if (known === undefined) due.set(task.monitor, { task, at: now, isLooking: false });
    else known.task = task;
  }
}

async function make(
  task: ProbeTask,
  ports: ProbeAgentPorts,
  stopping: AbortSignal,
  waiting: SentLook[],
): Promise<void> {
  const limit = AbortSignal.timeout(Math.max(1, Math.min(task.everySeconds, lookSecondsMax)) * 1000);
  const began = ports.monotonicSeconds();
  const sight = await lookOnce(task, ports, AbortSignal.any([limit, stopping]));
  // A look that was cut short because the agent stops says nothing.
  if (stopping.aborted) return;
  const milliseconds = Math.round((ports.monotonicSeconds() - began) * 1000);
  waiting.push({ ...sight, monitor: task.monitor, at: ports.now(), milliseconds });
  if (waiting.length > waitingMax) waiting.shift();
}

/** Tells a line when it differs from what was told last about the same thing; an empty one is not told. */
function onceEach(tell: (line: string) => void): (about: string, line: string) => void {
  const last = new Map<string, string>();
  return (about, line) => {
    if (last.get(about) === line) return;
    last.set(about, line);
    if (line !== "") tell(line);
  };
}
