import { actorName } from "../model/actor.ts";
import { applyCallout, isOfCallout } from "./callout/evolve-callout.ts";
import type { RecordedIncidentEvent } from "./events.ts";
import { draftOf, type IncidentState, reminderKey } from "./state.ts";
import { taskKey } from "./tasks/task.ts";

type Recorded<Type extends RecordedIncidentEvent["type"]> = Extract<
  RecordedIncidentEvent,
  { readonly type: Type }
>;

type DeclarationEvent = Recorded<
  | "PlanJudged"
  | "RepairEstimated"
  | "DeclarationAsked"
  | "DeclarationAgreed"
  | "OverrideSeconded"
  | "DeclarationDeclined"
  | "DisasterDeclared"
>;

function applyDeclaration(draft: IncidentState, event: DeclarationEvent): void {
  const { actor, at } = event;
  switch (event.type) {
    case "PlanJudged":
      draft.judged = { ...event.data, at, by: actor };
      return;
    case "RepairEstimated":
      draft.estimates = [...draft.estimates, { ...event.data, statedAt: at, by: actorName(actor) }];
      return;
    case "DeclarationAsked":
      draft.ask = { ...event.data, askedAt: at, askedBy: actor, votes: [], secondedBy: null };
      return;
    case "DeclarationAgreed":
      if (draft.ask)
        draft.ask = { ...draft.ask, votes: [...draft.ask.votes, { ...event.data, by: actor, at }] };
      return;
    case "OverrideSeconded":
      if (draft.ask) draft.ask = { ...draft.ask, secondedBy: actor };
      return;
    case "DeclarationDeclined":
      draft.declined = [...draft.declined, { at, by: actor, reason: event.data.reason }];
      draft.ask = null;
      return;
    case "DisasterDeclared":
      draft.declaration = { ...event.data, at, votes: draft.ask?.votes ?? [] };
      draft.ask = null;
      draft.status = "declared";
      return;
    default:
      event satisfies never;
  }
}

type RoleEvent = Recorded<"RoleAssigned" | "RoleConfirmed" | "RoleDeclined" | "RoleHandedOver">;

function applyRole(draft: IncidentState, event: RoleEvent): void {
  const { at } = event;
  const before = draft.roles.get(event.data.role);
  switch (event.type) {
    case "RoleAssigned":
      draft.roles.set(event.data.role, {
        role: event.data.role,
        person: event.data.person,
        status: "asked",
        how: null,
        since: at,
        note: event.data.reason,
      });
      return;
    case "RoleConfirmed":
      if (before) {
        const { how, note } = event.data;
        draft.roles.set(event.data.role, { ...before, status: "confirmed", how, note, since: at });
      }
      return;
    case "RoleDeclined":
      if (before)
        draft.roles.set(event.data.role, {
          ...before,
          status: "declined",
          note: event.data.reason,
          since: at,
        });
      return;
    case "RoleHandedOver":
      draft.roles.set(event.data.role, {
        role: event.data.role,
        person: event.data.to,
        status: "confirmed",
        how: "self",
        since: at,
        note: event.data.note,
      });
      return;
    default:
      event satisfies never;
  }
}

type WorkEvent = Recorded<
  | "DecisionAsked"
  | "DecisionTaken"
  | "BriefingScheduled"
  | "BriefingHeld"
  | "VendorCaseOpened"
  | "VendorAnswered"
  | "TaskSet"
  | "TaskFinished"
  | "UpdateDrafted"
  | "UpdateApproved"
  | "UpdateRefused"
  | "UpdatePublished"
>;

function applyWork(draft: IncidentState, event: WorkEvent): void {
  const { actor: by, at } = event;
  switch (event.type) {
    case "DecisionAsked":
      draft.decisions.set(event.data.decision, { ...event.data, askedBy: by, askedAt: at, taken: null });
      return;
    case "DecisionTaken": {
      const { option, reason } = event.data;
      change(draft.decisions, event.data.decision, { taken: { option, reason, by, at } });
      return;
    }
    case "BriefingScheduled":
      draft.briefings.set(event.data.briefing, { ...event.data, held: null });
      return;
    case "BriefingHeld":
      change(draft.briefings, event.data.briefing, { held: { ...event.data, heldAt: at, by } });
      return;
    case "VendorCaseOpened":
      draft.vendorCases.set(event.data.case, { ...event.data, openedAt: at, openedBy: by, answers: [] });
      return;
    case "VendorAnswered": {
      const answers = draft.vendorCases.get(event.data.case)?.answers ?? [];
      change(draft.vendorCases, event.data.case, { answers: [...answers, { ...event.data, at, by }] });
      return;
    }
    case "TaskSet": {
      // Set anew it is open anew.
      draft.tasks.set(taskKey(event.data.task), { ...event.data, done: null });
      return;
    }
    case "TaskFinished": {
      const { task, note } = event.data;
      const before = draft.tasks.get(taskKey(task)) ?? { ...emptyTask, task };
      draft.tasks.set(taskKey(task), { ...before, done: { by, at, note } });
      return;
    }
    default:
      applyUpdate(draft, event);
  }
}

const emptyTask = { accountable: null, responsible: [], consulted: [], informed: [], reason: "" };

function applyUpdate(
  draft: IncidentState,
  event: Recorded<"UpdateDrafted" | "UpdateApproved" | "UpdateRefused" | "UpdatePublished">,
): void {
  const { actor: by, at } = event;
  switch (event.type) {
    case "UpdateDrafted":
      draft.updates.set(event.data.update, {
        ...event.data,
        draftedBy: by,
        draftedAt: at,
        status: "draft",
        decidedBy: null,
        decidedAt: null,
        published: [],
      });
      return;
    case "UpdateApproved":
      change(draft.updates, event.data.update, { status: "approved", decidedBy: by, decidedAt: at });
      return;
    case "UpdateRefused":
      change(draft.updates, event.data.update, { status: "refused", decidedBy: by, decidedAt: at });
      return;
    case "UpdatePublished": {
      const published = draft.updates.get(event.data.update)?.published ?? [];
      change(draft.updates, event.data.update, { published: [...published, { ...event.data, at }] });
      return;
    }
    default:
      event satisfies never;
  }
}

function change<Value>(map: Map<string, Value>, key: string, changes: Partial<Value>): void {
  const before = map.get(key);
  if (before !== undefined) map.set(key, { ...before, ...changes });
}

type AssessmentEvent = Recorded<"SignalsAttached" | "FailureNamed" | "FactStated" | "SeverityClassified">;

function applyAssessment(draft: IncidentState, event: AssessmentEvent): void {
  const { at, actor } = event;
  switch (event.type) {
    case "SignalsAttached":
      for (const signal of event.data.signals) draft.signals.set(signal.id, signal);
      return;
    case "FailureNamed":
      draft.failures = [...draft.failures, { ...event.data, at }];
      return;
    case "FactStated": {
      const { fact, value, estimate, source } = event.data;
      draft.facts.set(fact, { value, estimate, source, by: actorName(actor), at });
      return;
    }
    case "SeverityClassified":
      draft.severity = { ...event.data, at };
      return;
    default:
      event satisfies never;
  }
}

/** Changes `draft` by one event. Only folds and deciders call it, on drafts of their own. */
export function applyEvent(draft: IncidentState, event: RecordedIncidentEvent): void {
  if (isOfCallout(event)) return applyCallout(draft.callouts, event);
  const { actor, at } = event;
  switch (event.type) {
    case "IncidentOpened":
      draft.status = "open";
      draft.opening = event.data;
      draft.openedAt = at;
      draft.openedBy = actor;
      return;
    case "SignalsAttached":
    case "FailureNamed":
    case "FactStated":
    case "SeverityClassified":
      return applyAssessment(draft, event);
    case "RoleAssigned":
    case "RoleConfirmed":
    case "RoleDeclined":
    case "RoleHandedOver":
      return applyRole(draft, event);
    case "RepairEstimated":
    case "PlanJudged":
    case "DeclarationAsked":
    case "DeclarationAgreed":
    case "OverrideSeconded":
    case "DeclarationDeclined":
    case "DisasterDeclared":
      return applyDeclaration(draft, event);
    case "RunLinked":
      draft.runs = [...draft.runs, { ...event.data, at }];
      return;
    case "ReportSubmitted":
      draft.submissions.set(event.data.report, { ...event.data, by: actor });
      return;
    case "Reminded":
      draft.reminded.add(reminderKey(event.data.kind, event.data.about));
      return;
    case "StoodDown":
      draft.status = "stood-down";
      draft.standDown = { ...event.data, at, by: actor };
      return;
    case "IncidentClosed":
      draft.status = "closed";
      draft.closed = { ...event.data, at, by: actor };
      return;
    case "IncidentReopened":
      draft.status =
        draft.declaration === null ? "open" : draft.standDown === null ? "declared" : "stood-down";
      draft.closed = null;
      return;
    case "IncidentNoted":
    case "EntryCorrected":
      return;
    default:
      applyWork(draft, event);
  }
}

/** The state after many more events, in linear time; the given state is left as it was. */
export function fold(state: IncidentState, events: readonly RecordedIncidentEvent[]): IncidentState {
  const draft = draftOf(state);
  for (const event of events) applyEvent(draft, event);
  return draft;
}
