import type { IncidentCommand, IncidentOrder, IncidentRefusal } from "./commands.ts";
import {
  attachSignals,
  closeIncident,
  correctEntry,
  nameFailure,
  openIncident,
  reopenIncident,
  standDown,
  stateFact,
} from "./decide-assessment.ts";
import { askDeclaration, declare, declineDeclaration, secondOverride } from "./decide-declaration.ts";
import { answerRole, assignRole, handOverRole } from "./decide-roles.ts";
import {
  askDecision,
  decideUpdate,
  draftUpdate,
  holdBriefing,
  openVendorCase,
  recordPublication,
  recordSubmission,
  recordVendorAnswer,
  scheduleBriefing,
  takeDecision,
} from "./decide-work.ts";
import { advanceCallouts, decideCallout } from "./callout/decide-callout.ts";
import { type Draft, needReason, openDraft, refuse } from "./draft.ts";
import type { IncidentEvent } from "./events.ts";
import { openReminders } from "./reminders.ts";
import type { IncidentState } from "./state.ts";
import { finishTask, setTask } from "./tasks/decide-tasks.ts";

/** Events to append (none: the command changes nothing) with the state after them, or why it is not allowed now. */
export type IncidentDecision =
  | { readonly status: "accepted"; readonly events: readonly IncidentEvent[]; readonly state: IncidentState }
  | { readonly status: "refused"; readonly refusal: IncidentRefusal };

type Order<Type extends IncidentOrder["type"]> = Extract<IncidentOrder, { readonly type: Type }>;

/** What may still be told to a closed incident: reports are due for weeks, and the log can always be put right. */
const allowedWhenClosed: ReadonlySet<IncidentCommand["type"]> = new Set([
  "ReopenIncident",
  "RecordSubmission",
  "Remind",
  "NoteIncident",
  "CorrectEntry",
  "AttachSignals",
  "RecordPublication",
  "RecordVendorAnswer",
  "SettleDelivery",
  "GiveUpDelivery",
  "RecordReceipt",
]);

function remind(draft: Draft): null {
  for (const { kind, about, text, at, dueAt } of openReminders(draft.state, draft.at)) {
    if (at <= draft.at) draft.emit({ type: "Reminded", data: { kind, about, text, dueAt } });
  }
  if (draft.state.status !== "closed") advanceCallouts(draft);
  return null;
}

function dispatchCommand(draft: Draft, command: IncidentCommand): IncidentRefusal | null {
  if (command.type === "OpenIncident") return openIncident(draft, command);
  if (draft.state.status === "none") return refuse("incident-missing", "There is no such incident.");
  if (draft.state.status === "closed" && !allowedWhenClosed.has(command.type)) {
    return refuse("incident-status", "The incident is closed; it can be opened again with a reason.");
  }
  return dispatchOrder(draft, command);
}

function dispatchOrder(
  draft: Draft,
  order: Exclude<IncidentOrder, Order<"OpenIncident">>,
): IncidentRefusal | null {
  switch (order.type) {
    case "AttachSignals":
      return attachSignals(draft, order);
    case "NameFailure":
      return nameFailure(draft, order);
    case "StateFact":
      return stateFact(draft, order);
    case "AssignRole":
      return assignRole(draft, order);
    case "AnswerRole":
      return answerRole(draft, order);
    case "HandOverRole":
      return handOverRole(draft, order);
    case "EstimateRepair":
      return estimateRepair(draft, order);
    case "JudgePlan":
      draft.emit({ type: "PlanJudged", data: order.data });
      return null;
    case "LinkRun": {
      const { run, runbook, purpose } = order;
      const isKnown = draft.state.runs.some((each) => each.run === run);
      if (!isKnown) draft.emit({ type: "RunLinked", data: { run, runbook, purpose } });
      return null;
    }
    case "Remind":
      return remind(draft);
    case "StandDown":
      return standDown(draft, order);
    case "CloseIncident":
      return closeIncident(draft, order);
    case "ReopenIncident":
      return reopenIncident(draft, order);
    case "NoteIncident": {
      if (order.text.trim() === "") return refuse("reason-missing", "The note is empty.");
      draft.emit({ type: "IncidentNoted", data: { text: order.text, about: order.about } });
      return null;
    }
    case "CorrectEntry":
      return correctEntry(draft, order);
    case "AskDeclaration":
    case "Declare":
    case "SecondOverride":
    case "DeclineDeclaration":
      return dispatchDeclaration(draft, order);
    case "StartCallout":
    case "AnswerCallout":
    case "EndCallout":
    case "BeginDelivery":
    case "SettleDelivery":
    case "GiveUpDelivery":
    case "RecordReceipt":
      return decideCallout(draft, order);
    default:
      return dispatchWork(draft, order);
  }
}

function dispatchDeclaration(
  draft: Draft,
  order: Order<"AskDeclaration" | "Declare" | "SecondOverride" | "DeclineDeclaration">,
): IncidentRefusal | null {
  switch (order.type) {
    case "AskDeclaration":
      return askDeclaration(draft, order);
    case "Declare":
      return declare(draft, order);
    case "SecondOverride":
      return secondOverride(draft, order);
    case "DeclineDeclaration":
      return declineDeclaration(draft, order);
    default:
      return order satisfies never;
  }
}

type WorkOrder = Order<
  | "AskDecision"
  | "TakeDecision"
  | "ScheduleBriefing"
  | "HoldBriefing"
  | "OpenVendorCase"
  | "RecordVendorAnswer"
  | "SetTask"
  | "FinishTask"
  | "DraftUpdate"
  | "ApproveUpdate"
  | "RefuseUpdate"
  | "RecordPublication"
  | "RecordSubmission"
>;

function dispatchWork(draft: Draft, order: WorkOrder): IncidentRefusal | null {
  switch (order.type) {
    case "AskDecision":
      return askDecision(draft, order);
    case "TakeDecision":
      return takeDecision(draft, order);
    case "ScheduleBriefing":
      return scheduleBriefing(draft, order);
    case "HoldBriefing":
      return holdBriefing(draft, order);
    case "OpenVendorCase":
      return openVendorCase(draft, order);
    case "RecordVendorAnswer":
      return recordVendorAnswer(draft, order);
    case "SetTask":
      return setTask(draft, order);
    case "FinishTask":
      return finishTask(draft, order);
    case "DraftUpdate":
      return draftUpdate(draft, order);
    case "ApproveUpdate":
    case "RefuseUpdate":
      return decideUpdate(draft, order);
    case "RecordPublication":
      return recordPublication(draft, order);
    case "RecordSubmission":
      return recordSubmission(draft, order);
    default:
      return order satisfies never;
  }
}

function estimateRepair(
  draft: Draft,
  { readyAt, reason }: { readonly readyAt: string | null; readonly reason: string },
): IncidentRefusal | null {
  const missing = needReason(reason);
  if (missing) return missing;
  if (readyAt !== null && readyAt < draft.at) {
    return refuse("instant-invalid", `A repair that is ready at ${readyAt} would be in the past.`);
  }
  draft.emit({ type: "RepairEstimated", data: { readyAt, reason } });
  return null;
}

/**
 * What follows from a command in a state. Pure: the same command in the same state always gives the
 * same events. Time, actor and observations come with the command.
 */
export function decide(command: IncidentCommand, state: IncidentState): IncidentDecision {
  const draft = openDraft(state, command.actor, command.at);
  const refusal = dispatchCommand(draft, command);
  return refusal
    ? { status: "refused", refusal }
    : { status: "accepted", events: draft.events, state: draft.state };
}
