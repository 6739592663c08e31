import type { Json } from "#core/model/json.ts";
import { isJsonObject } from "#core/model/json.ts";
import type { DrillResult } from "./run-drill.ts";

/** One thing a drill is judged by. */
export type Judgement = { readonly name: string; readonly holds: boolean; readonly says: string };

/** Seconds of data that the failover gave up, as stated before the promotion; null when nothing was stated. */
export function statedLossSeconds(result: DrillResult): number | null {
  for (const step of result.run.steps) {
    const output: Json = step.output;
    if (isJsonObject(output) && typeof output["lossSeconds"] === "number") return output["lossSeconds"];
  }
  return null;
}

function judgeTime({ run }: DrillResult): Judgement {
  const { verdict, totalSeconds, rtoSeconds } = run.clock;
  if (verdict === "no-impact")
    return { name: "RTO", holds: true, says: "no customer was hurt: there is no outage to time" };
  const took = totalSeconds === null ? "no time" : `${totalSeconds.toFixed(3)} s`;
  const limit = rtoSeconds === null ? "no RTO is set" : `RTO ${rtoSeconds} s`;
  return { name: "RTO", holds: verdict === "met", says: `${took} without service (${limit})` };
}

function judgeData(result: DrillResult): Judgement {
  const { lost, acknowledged, run } = result;
  const stated = statedLossSeconds(result);
  const limit = run.rpoSeconds === null ? "no RPO is set" : `RPO ${run.rpoSeconds} s`;
  // A lost record is a loss even where the seconds between it and its neighbour round to none.
  const isWithin =
    run.rpoSeconds !== null && run.rpoSeconds > 0 && stated !== null && stated <= run.rpoSeconds;
  return {
    name: "RPO",
    holds: lost.length === 0 || isWithin,
    says: `${lost.length} of ${acknowledged} acknowledged orders lost${stated === null ? "" : `, ${stated} s of data stated`} (${limit})`,
  };
}

/** The drill as judged from outside; it is passed when everything holds. */
export function judgements(result: DrillResult): readonly Judgement[] {
  const { run, violations, bundle } = result;
  const isDone = run.result === "succeeded" || run.result === "succeeded-with-exceptions";
  return [
    { name: "run", holds: isDone, says: run.result ?? run.status },
    judgeTime(result),
    judgeData(result),
    {
      name: "one writer",
      holds: violations.length === 0,
      says:
        violations.length === 0
          ? "never two databases accepted writes"
          : `${violations.length} times two writers`,
    },
    {
      name: "evidence",
      holds: bundle.ok,
      says: bundle.ok ? `${bundle.events} events verify with the public key` : bundle.problems.join("; "),
    },
  ];
}
