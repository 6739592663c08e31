import type { Json } from "#core/model/json.ts";
import type { RunEvent, RunEventType } from "#core/run/events.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { clockTime } from "../../ui/clock-time.ts";
import { isolated } from "../../ui/isolated.ts";
import type { StatusKind } from "../../ui/status-mark.tsx";

/** An event as the timeline tells it. */
export type EventLine = {
  readonly kind: StatusKind;
  readonly text: string;
  /** What somebody or something said about it, in their own words; null when nothing. */
  readonly said: string | null;
};

type DataOf<Type extends RunEventType> = Extract<RunEvent, { readonly type: Type }>["data"];

/** A title within a sentence: in quotation marks, for titles are sentences themselves. */
function named(title: string): string {
  return `“${isolated(title)}”`;
}

/** The title of a step, as `named` writes it. */
type Name = (step: string) => string;

type Words = { readonly [type in RunEventType]: (data: DataOf<type>, name: Name) => EventLine };

function line(kind: StatusKind, text: string, said: string | null = null): EventLine {
  return { kind, text, said: said === "" ? null : said };
}

const claimed = {
  act: "began",
  observe: "is being looked at, whether a lost attempt took effect:",
  verify: "is being verified again:",
} as const;

const failedAt = {
  precondition: "before it began",
  act: "while acting",
  verify: "at its verification",
  person: "as the person says",
} as const;

/** Each kind of event in words. A new kind without words does not build. */
const words: Words = {
  RunStarted: ({ plan, mode, reason }) =>
    line("running", `A ${mode} run of ${named(plan.title)} started.`, reason),
  ApprovalRequested: ({ step, by, quorum }, name) =>
    line("person", `${name(step)} needs ${quorum === 1 ? "an approval" : `${quorum} approvals`} by ${by}.`),
  ApprovalGiven: ({ step, note }, name) => line("ok", `${name(step)} was approved.`, note),
  ApprovalRefused: ({ step, reason }, name) =>
    line("failed", `Approval of ${name(step)} was refused.`, reason),
  StepDispatched: ({ step, activity, notBefore }, name) =>
    line(
      "running",
      `${activity === "undo" ? "The undo of " : ""}${name(step)} was handed out${notBefore === null ? "" : `, to begin after ${clockTime(notBefore)}`}.`,
    ),
  StepWaiting: ({ step, until }, name) => line("running", `${name(step)} waits until ${clockTime(until)}.`),
  PersonAsked: ({ step, responsible }, name) => line("person", `${responsible} was asked: ${name(step)}.`),
  DecisionAsked: ({ step, until }, name) =>
    line(
      "person",
      `${name(step)} waits for a decision${until === null ? "" : `, until ${clockTime(until)}`}.`,
    ),
  DecisionTaken: ({ step, option, reason }, name) =>
    line("ok", `${name(step)} was decided: ${isolated(option)}.`, reason),
  StepClaimed: ({ step, node, resume, repeats }, name) =>
    line(
      repeats ? "warning" : "running",
      `${name(step)} ${claimed[resume]} on ${node}${repeats ? ", possibly for the second time" : ""}.`,
    ),
  StepExecutorLost: ({ step, node }, name) =>
    line("warning", `${node}, which carried out ${name(step)}, was lost.`),
  StepObservedNotDone: ({ step, observation }, name) =>
    line("warning", `${name(step)} was found not to have taken effect.`, observation),
  StepActed: ({ step }, name) => line("running", `${name(step)} took effect; now it is verified.`),
  StepSucceeded: ({ step, observed, durationSeconds }, name) =>
    line(
      "ok",
      `${name(step)} ${observed ? "was found to be in place" : "is done"}, after ${formatDuration(durationSeconds)}.`,
    ),
  StepFailed: ({ step, outcome, at, message }, name) =>
    line(
      "failed",
      `${name(step)} ${outcome === "failed" ? "failed" : "could not be reached"} ${failedAt[at]}.`,
      message,
    ),
  StepOutcomeUnknown: ({ step, message }, name) =>
    line("warning", `Whether ${name(step)} took effect is unknown.`, message),
  LateResultObserved: ({ step, status, message }, name) =>
    line("warning", `A late result of ${name(step)} came (${status}); it changes nothing.`, message),
  StepFlaggedSlow: ({ step, afterSeconds }, name) =>
    line("warning", `${name(step)} takes longer than usual: more than ${formatDuration(afterSeconds)}.`),
  StepNotNeeded: ({ step }, name) => line("not-verified", `${name(step)} is not needed.`),
  StepSkipped: ({ step, reason }, name) => line("overridden", `${name(step)} was skipped.`, reason),
  StepInserted: ({ step, before, reason }, name) =>
    line("overridden", `${named(step.title)} was inserted before ${before.map(name).join(", ")}.`, reason),
  StepReassigned: ({ step, responsible, reason }, name) =>
    line("overridden", `${name(step)} was handed to ${responsible}.`, reason),
  StepRetried: ({ step, reason, changedInput }, name) =>
    line(
      "overridden",
      `${name(step)} is tried again${changedInput === null ? "" : ` with ${JSON.stringify(changedInput)}`}.`,
      reason,
    ),
  StepDoneByHand: ({ step, note }, name) => line("overridden", `${name(step)} was done by hand.`, note),
  StepTaken: ({ step }, name) => line("running", `${name(step)} was taken.`),
  NoteAdded: ({ step, text }, name) =>
    line("not-verified", step === null ? "Note." : `Note on ${name(step)}.`, text),
  LeadOffered: ({ to, reason }) => line("person", `The lead of the run was offered to ${to}.`, reason),
  LeadAccepted: ({ to }) => line("overridden", `${to} leads the run from now on.`),
  LeadDeclined: ({ to, reason }) =>
    line("overridden", `The offer of the lead to ${to} is no longer open.`, reason),
  RunPaused: ({ reason }) => line("blocked", "The run was paused.", reason),
  RunResumed: ({ reason }) => line("running", "The run goes on.", reason),
  RunAborted: ({ reason }) => line("failed", "The run was aborted.", reason),
  UndoRequested: ({ step, reason }, name) =>
    line("overridden", `${step === null ? "The run" : name(step)} is to be undone.`, reason),
  ImpactObserved: ({ impact }) => line(impact.endedAt === null ? "warning" : "ok", impactWords(impact)),
  RunFinished: ({ result }) => line(finishedKind[result], `The run is over: ${finishedWords[result]}.`),
};

const finishedWords: { readonly [result in DataOf<"RunFinished">["result"]]: string } = {
  succeeded: "it succeeded",
  "succeeded-with-exceptions": "it succeeded with exceptions",
  aborted: "it was aborted",
  undone: "it was undone",
  "undo-incomplete": "its undo is incomplete",
};

const finishedKind: { readonly [result in DataOf<"RunFinished">["result"]]: StatusKind } = {
  succeeded: "ok",
  "succeeded-with-exceptions": "overridden",
  aborted: "failed",
  undone: "overridden",
  "undo-incomplete": "failed",
};

function impactWords(impact: DataOf<"ImpactObserved">["impact"]): string {
  if (impact.beganAt === null) return "From outside, no transaction has failed.";
  const failed = `${impact.failedTransactions} failed outside since ${clockTime(impact.beganAt)}`;
  return impact.endedAt === null
    ? `Transactions fail: ${failed}.`
    : `Transactions succeed again since ${clockTime(impact.endedAt)}; ${failed}.`;
}

/** Tells an event. Kinds that a newer server knows and this page does not are told by their name. */
export function eventWords(
  event: { readonly type: string; readonly data: Json | object },
  title: Name,
): EventLine {
  const tell = (words as { readonly [type: string]: ((data: never, name: Name) => EventLine) | undefined })[
    event.type
  ];
  if (!tell) return line("not-verified", `${event.type} (this page is older than the server: reload it).`);
  return tell(event.data as never, (step) => named(title(step)));
}
