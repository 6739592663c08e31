import type { ForecastAnswer } from "../../api/forecast.ts";
import type { Told } from "./outlook.tsx";
import type { LiveLook } from "./use-what-if-worker.ts";

/** What of a change is shown, and how exact it is. */
export type ChangedView = {
  readonly told: Told | null;
  /** The base on the same trials; null: that of the server. */
  readonly base: Told | null;
  /** Why it could never be done so; empty where it can. */
  readonly infeasible: readonly string[];
  readonly status: string;
};

/** The exact answer of the server where it is there, before that the latest look of the worker. */
export function changedView(
  isChanged: boolean,
  exact: ForecastAnswer | undefined,
  live: Pick<LiveLook, "look" | "failure">,
): ChangedView {
  const none = { told: null, base: null, infeasible: [] };
  if (!isChanged) return { ...none, status: "nothing is changed" };
  if (exact !== undefined) {
    const { forecast, infeasible } = exact;
    if (forecast !== null)
      return { ...none, told: forecast, status: `${forecast.trials.toLocaleString()} trials, planned anew` };
    return { ...none, infeasible: infeasible?.map(({ text }) => text) ?? [], status: "cannot be done" };
  }
  if (live.look === null) return { ...none, status: live.failure ?? "preparing…" };
  if (live.look.status === "infeasible")
    return { ...none, infeasible: live.look.reasons, status: "cannot be done" };
  const { base, changed, unknown, isBaseComplete } = live.look;
  return {
    told: { ...changed, complete: unknown.length === 0 },
    base: base === null ? null : { ...base, complete: isBaseComplete },
    infeasible: [],
    status: `first look: ${changed.trials.toLocaleString()} trials in the order of today’s plan`,
  };
}
