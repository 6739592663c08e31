import type { ScheduleProblem } from "./schedule-problem.ts";
import type { Schedule } from "./solve-schedule.ts";

/** A link of the critical chain: a step, and what it waited for. */
export type ChainLink = {
  readonly step: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** `start`: nothing; `order`: a step it comes after; `resource`: people or things another step gave back; `time`: its lead time or a roster. */
  readonly waitedFor: "start" | "order" | "resource" | "time";
  /** The resource, where that is what it waited for. */
  readonly resource: string | null;
};

/**
 * One chain of steps without a gap that ends with the schedule, from its beginning: shortening any of them is what can
 * make the whole shorter. Of several, the one through order rather than resources, then the first by name.
 *
 * Source: E. M. Goldratt, Critical Chain (1997).
 */
export function criticalChain(problem: ScheduleProblem, schedule: Schedule): readonly ChainLink[] {
  const activities = new Map(problem.activities.map((activity) => [activity.id, activity]));
  const placed = new Map(schedule.steps.map((step) => [step.step, step]));
  const limited = new Set(problem.resources.filter(({ capacity }) => capacity !== null).map(({ id }) => id));
  const chain: ChainLink[] = [];
  const seen = new Set<string>();
  const byName = schedule.steps.toSorted((one, other) => (one.step < other.step ? -1 : 1));
  let at = byName.find(({ endSeconds }) => endSeconds === schedule.seconds);
  while (at !== undefined && !seen.has(at.step)) {
    const { step, startSeconds, endSeconds } = at;
    seen.add(step);
    const own = activities.get(step);
    const ended = byName.filter((other) => other.endSeconds === startSeconds && other.step !== step);
    const before = ended.find((other) => own?.after.includes(other.step));
    const shared = (other: string) =>
      Object.entries(own?.needs ?? {}).find(
        ([name, amount]) => limited.has(name) && amount > 0 && (activities.get(other)?.needs[name] ?? 0) > 0,
      )?.[0];
    const giver = ended.find((other) => !seen.has(other.step) && shared(other.step) !== undefined);
    const next = startSeconds === 0 ? undefined : (before ?? giver);
    const waitedFor =
      startSeconds === 0
        ? "start"
        : before !== undefined
          ? "order"
          : giver !== undefined
            ? "resource"
            : "time";
    const resource = waitedFor === "resource" ? (shared(giver?.step ?? "") ?? null) : null;
    chain.push({ step, startSeconds, endSeconds, waitedFor, resource });
    at = next === undefined ? undefined : placed.get(next.step);
  }
  return chain.reverse();
}
