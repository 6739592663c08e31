// A thread that holds one estate and answers questions about times of recovery; trials have threads of their own.
import { setImmediate } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { changesOf } from "#core/analysis/forecast/duration-change.ts";
import { forecastAnswer } from "#core/analysis/forecast/forecast-answer.ts";
import { measurementsMin } from "#core/analysis/forecast/duration-model.ts";
import { prepareForecast } from "#core/analysis/forecast/forecast-model.ts";
import { byHundredths, type Report } from "#core/analysis/progress.ts";
import { objectiveRows, objectiveTurns } from "#core/check/objective-rows.ts";
import type { RecoveryAnswers, RecoveryQuestion } from "#core/check/recovery-question.ts";
import { runbookForecast } from "#core/check/runbook-forecast.ts";
import { scheduleRunbooks } from "#core/check/runbook-schedule.ts";
import { type DocumentOf, type Estate, findDocument } from "#core/model/estate.ts";
import type { DeskMessage } from "./desk.ts";
import { simulateInThreads } from "./simulate-in-threads.ts";

const { estate } = workerData as { readonly estate: Estate };

/** Ends when nobody waits any more, and tells how far it is. */
type Work = { readonly signal: AbortSignal; readonly report: Report };

type Ask<Type extends RecoveryQuestion["type"]> = Extract<RecoveryQuestion, { readonly type: Type }>;

function runbookOf(name: string): DocumentOf<"Runbook"> {
  const runbook = findDocument(estate, "Runbook", name);
  if (runbook === null) throw new Error(`there is no runbook ${name}: who asks has to look first`);
  return runbook;
}

function factsOf(question: Ask<"forecast" | "schedule">, runbook: string) {
  const { capacity, at, measured, durations } = question;
  const own = Object.hasOwn(measured, runbook) ? measured[runbook] : undefined;
  const isAlone = question.type === "forecast" || question.runbooks.length === 1;
  return {
    capacity: new Map(Object.entries(capacity)),
    at,
    measured: own ?? {},
    durations: changesOf(durations, runbook, isAlone),
  };
}

async function forecast(
  question: Ask<"forecast">,
  { signal, report }: Work,
): Promise<RecoveryAnswers["forecast"]> {
  const { runbook, seed, trials, outage } = question;
  const facts = { ...factsOf(question, runbook), outage };
  const plain = runbookForecast(estate, runbookOf(runbook), facts);
  const { problem } = plain;
  const prepared = prepareForecast(problem);
  if (prepared.status === "infeasible") return { forecast: null, infeasible: prepared.reasons };
  const simulation = await simulateInThreads(prepared.model, { seed, from: 0, to: trials }, signal, report);
  const answer = forecastAnswer(problem, prepared.model, simulation, { ...plain, seed });
  const measured = plain.problem.steps.flatMap(({ id, duration }) => {
    const runs = facts.measured[id]?.length ?? 0;
    const isUsed = duration.type === "empirical" && runs >= measurementsMin;
    return runs === 0 ? [] : [{ step: id, runs, isUsed }];
  });
  const { unlimited, conditional, outage: phases } = plain;
  return { forecast: { ...answer, unlimited, conditional, outage: phases, measured }, infeasible: null };
}

function schedule(question: Ask<"schedule">): RecoveryAnswers["schedule"] {
  const runbooks = question.runbooks.map((name) => runbookOf(name));
  const answer = scheduleRunbooks(estate, runbooks, (runbook) => factsOf(question, runbook));
  return answer.status === "infeasible"
    ? { schedule: null, infeasible: answer.reasons }
    : { schedule: answer.schedule, infeasible: null };
}

async function objectives(
  { capacity, ...facts }: Ask<"objectives">,
  { signal, report }: Work,
): Promise<RecoveryAnswers["objectives"]> {
  const computing = objectiveRows(estate, { ...facts, capacity: new Map(Object.entries(capacity)) });
  let next = computing.next();
  const of = objectiveTurns(estate);
  for (let done = 1; next.done !== true; done += 1) {
    report(Math.min(done, of), of);
    // Word that nobody waits any more is heard in between.
    await setImmediate();
    signal.throwIfAborted();
    next = computing.next();
  }
  return { services: next.value };
}

async function answer(question: RecoveryQuestion, work: Work): Promise<object> {
  switch (question.type) {
    case "forecast":
      return forecast(question, work);
    case "schedule":
      return schedule(question);
    case "objectives":
      return objectives(question, work);
    default:
      return question satisfies never;
  }
}

const running = new Map<number, AbortController>();

parentPort?.on("message", ({ id, question }: DeskMessage<RecoveryQuestion>) => {
  if (question === null) {
    running.get(id)?.abort(new Error("nobody waits for the answer any more"));
    return;
  }
  const leaving = new AbortController();
  running.set(id, leaving);
  const report = byHundredths((done, of) => parentPort?.postMessage({ id, done, of }, []));
  answer(question, { signal: leaving.signal, report })
    .then(
      (reply) => parentPort?.postMessage({ id, reply }, []),
      (failure: unknown) => parentPort?.postMessage({ id, failure }, []),
    )
    .finally(() => running.delete(id));
});
