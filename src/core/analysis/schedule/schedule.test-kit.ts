import fc from "fast-check";
import type { Activity, Resource, ScheduleProblem } from "./schedule-problem.ts";
import type { Schedule } from "./solve-schedule.ts";

/** An activity with what is said; the rest is nothing. */
export function activity(
  id: string,
  durationSeconds: number,
  rest: Partial<Omit<Activity, "id" | "durationSeconds">> = {},
): Activity {
  return { id, durationSeconds, after: [], needs: {}, notBeforeSeconds: 0, ...rest };
}

/** A resource that does not change. */
export function resource(id: string, capacity: number | null): Resource {
  return { id, capacity, changes: [] };
}

/** Small problems: up to eight steps, two resources, fractions, lead times, sometimes a roster. */
export function smallProblems(options: { readonly withRoster: boolean }): fc.Arbitrary<ScheduleProblem> {
  const amount = fc.constantFrom(0, 0.5, 1, 1.5, 2);
  const step = fc.record({
    durationSeconds: fc.constantFrom(0, 0.5, 1, 2, 3, 5, 8),
    a: amount,
    b: amount,
    before: fc.array(fc.nat(7), { maxLength: 3 }),
    notBeforeSeconds: fc.constantFrom(0, 0, 0, 4),
  });
  const change = fc.constantFrom(2, 3, 4);
  return fc
    .record({
      steps: fc.array(step, { minLength: 1, maxLength: 8 }),
      capacity: fc.tuple(fc.constantFrom(2, 2.5, 3), fc.constantFrom(2, 4)),
      changes: options.withRoster ? fc.array(change, { maxLength: 3 }) : fc.constant<number[]>([]),
    })
    .map(({ steps, capacity: [a, b], changes }) => ({
      resources: [
        {
          ...resource("a", a),
          changes: changes.map((units, i) => ({ fromSeconds: 3 * (i + 1), capacity: units })),
        },
        resource("b", b),
      ],
      activities: steps.map((made, i) =>
        activity(`s${i}`, made.durationSeconds, {
          after: made.before.filter((other) => other < i).map((other) => `s${other}`),
          needs: { a: made.a, b: made.b },
          notBeforeSeconds: made.notBeforeSeconds,
        }),
      ),
    }));
}

/** What is wrong with a schedule: order broken, something used twice, a lead time not kept. Checked instant by instant. */
export function faultsOf(problem: ScheduleProblem, schedule: Schedule): readonly string[] {
  const at = new Map(schedule.steps.map((step) => [step.step, step]));
  const faults: string[] = [];
  for (const { id, after, durationSeconds, notBeforeSeconds } of problem.activities) {
    const own = at.get(id);
    if (own === undefined) return [`${id} is missing`];
    if (Math.abs(own.endSeconds - own.startSeconds - durationSeconds) > 1e-9)
      faults.push(`${id} has another length`);
    if (own.startSeconds < notBeforeSeconds) faults.push(`${id} is before its lead time`);
    for (const before of after)
      if ((at.get(before)?.endSeconds ?? 0) > own.startSeconds) faults.push(`${id} before ${before} is over`);
  }
  const moments = new Set(schedule.steps.map(({ startSeconds }) => startSeconds));
  for (const { id, changes } of problem.resources) {
    const all = [...moments, ...changes.map(({ fromSeconds }) => fromSeconds)];
    for (const moment of all) {
      const used = problem.activities.reduce((sum, { id: step, needs }) => {
        const own = at.get(step);
        const isRunning = own !== undefined && own.startSeconds <= moment && moment < own.endSeconds;
        return sum + (isRunning ? (needs[id] ?? 0) : 0);
      }, 0);
      if (used > capacityAt(problem, id, moment) + 1e-9) faults.push(`${used} of ${id} at ${moment}`);
    }
  }
  return faults;
}

function capacityAt(problem: ScheduleProblem, id: string, moment: number): number {
  const found = problem.resources.find((other) => other.id === id);
  return (
    found?.changes.findLast(({ fromSeconds }) => fromSeconds <= moment)?.capacity ??
    found?.capacity ??
    Number.POSITIVE_INFINITY
  );
}
