import { secondsBetween } from "#core/model/instant.ts";
import type { RunEvent } from "#core/run/events.ts";
import type { NewJob } from "./queue.ts";

/** What stands in a job of the `step` queue. */
export type StepJobData = { readonly run: string; readonly step: string; readonly dispatch: number };

/** What stands in a job of the `timer` queue. */
export type TimerJobData =
  | {
      readonly purpose: "wait" | "decision" | "slow";
      readonly run: string;
      readonly step: string;
      readonly dispatch: number;
    }
  | { readonly purpose: "impact"; readonly run: string };

function jobOf(run: string, event: RunEvent, at: string): NewJob | null {
  switch (event.type) {
    case "StepDispatched": {
      const { step, dispatch, notBefore } = event.data;
      const data: StepJobData = { run, step, dispatch };
      return { queue: "step", data, ...startAfter(notBefore, at) };
    }
    case "StepWaiting":
      return timer({ purpose: "wait", run, ...pick(event.data) }, event.data.until, at);
    case "DecisionAsked":
      if (event.data.until === null) return null;
      return timer({ purpose: "decision", run, ...pick(event.data) }, event.data.until, at);
    case "StepClaimed": {
      const { step, token, slowAt } = event.data;
      if (slowAt === null) return null;
      return timer({ purpose: "slow", run, step, dispatch: token.dispatch }, slowAt, at);
    }
    case "RunStarted": {
      const { plan, mode } = event.data;
      if (plan.impactSource === null || mode !== "live") return null;
      return { queue: "timer", data: { purpose: "impact", run } satisfies TimerJobData };
    }
    default:
      return null;
  }
}

function pick(data: { readonly step: string; readonly dispatch: number }) {
  return { step: data.step, dispatch: data.dispatch };
}

/** The instant stands in the event, of the same clock as `at`; the job keeps only how far away it is. */
function startAfter(until: string | null, at: string): { readonly startAfterSeconds?: number } {
  const seconds = until === null ? 0 : secondsBetween(at, until);
  return seconds > 0 ? { startAfterSeconds: seconds } : {};
}

function timer(data: TimerJobData, until: string, at: string): NewJob {
  return { queue: "timer", data, ...startAfter(until, at) };
}

/** The jobs that follow from the events of a run, decided at `at`; stored in the same transaction as the events. */
export function jobsOf(run: string, events: readonly RunEvent[], at: string): readonly NewJob[] {
  return events.map((event) => jobOf(run, event, at)).filter((job) => job !== null);
}
