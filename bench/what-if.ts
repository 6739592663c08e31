import { openSession } from "../console/features/forecast/what-if-session.ts";
import { randomRecovery } from "./random-recovery.ts";
import { median, type Row, short } from "./table.ts";

/** Milliseconds of processor time, for the machine may have others on it. */
function cpuMilliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

const changes = 15;
const targetMilliseconds = 100;

/** From a change to its first P50 and P95, as the worker of the console computes them; the median of fifteen changes. */
export async function whatIfSpeed(): Promise<readonly Row[]> {
  return [20, 300, 2000].map((steps): Row => {
    const session = openSession({
      problem: randomRecovery(steps, 5),
      rtoSeconds: 3600,
      seed: 1,
      trials: 10_000,
    });
    const firstLook = (percent: number): number => {
      const durations = { "step-00003": { type: "percent", percent } } as const;
      const began = process.cpuUsage();
      for (const look of session.looks({ capacity: { "team:1": 3 }, durations })) if (look !== null) break;
      return cpuMilliseconds(began);
    };
    firstLook(90);
    const times = Array.from({ length: changes }, (_, at) => firstLook(10 + 10 * at));
    const middle = median(times);
    const target = `${short(middle / targetMilliseconds)} of the target of ${targetMilliseconds} ms`;
    return [`first look at a change, ${steps} steps`, `${target}; ${short(middle)} ms of processor time`];
  });
}
