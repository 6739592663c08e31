import type { Json, JsonObject } from "../model/json.ts";
import type { Evidence } from "../model/outcome.ts";
import type { Authority } from "../model/plan.ts";
import type { Ref } from "../model/ref.ts";
import type { Actor } from "../model/actor.ts";
import type { CalloutEvent } from "./callout/callout-events.ts";
import type { FactName } from "./facts.ts";
import type { Severity } from "./severity.ts";
import type { TaskParts } from "./tasks/task.ts";

type Event<Type extends string, Data extends JsonObject> = { readonly type: Type; readonly data: Data };

/** A signal that belongs to an incident, as far as the incident needs to know it. */
export type SignalMention = {
  readonly id: string;
  readonly at: string;
  readonly title: string;
  readonly source: string;
  readonly component: Ref | null;
  readonly status: "firing" | "resolved";
};

/** Who looks at the same thing, and what they say: agrees, contradicts, or is silent. Silent is not agreement. */
export type Witness = {
  readonly by: string;
  readonly says: "agrees" | "contradicts" | "silent";
  readonly detail: string;
};

/** How an incident's plan fits, step by step, before it is used. */
export type StepFit = {
  readonly step: string;
  readonly fits: "yes" | "changed" | "no";
  readonly reason: string;
};

/** The terms of a contract as they stood when its vendor was called. */
export type ContractTerms = {
  readonly restoreSeconds: number | null;
  readonly hours: string | null;
  readonly startsOn: string | null;
  readonly expiresOn: string | null;
};

/** What a reminder is about. */
export type ReminderKind = "clock" | "authority" | "briefing" | "update" | "vendor" | "decision";

/** Everything that can have happened in an incident. Adding one means: evolve, and the words of the log. */
export type IncidentEvent =
  | CalloutEvent
  | Event<
      "IncidentOpened",
      {
        readonly title: string;
        readonly summary: string;
        readonly mode: "live" | "exercise";
        /** What opened it: a rule over signals, or a person. */
        readonly openedBy: "signals" | "person";
        readonly detectedAt: string;
        readonly services: readonly Ref[];
        readonly components: readonly Ref[];
        /** Laws whose clocks may count, by the id of their pack. */
        readonly regulations: readonly string[];
        readonly timeZone: string;
      }
    >
  | Event<"SignalsAttached", { readonly signals: readonly SignalMention[]; readonly reason: string }>
  | Event<
      "FailureNamed",
      {
        readonly name: string;
        readonly component: Ref | null;
        readonly because: string;
        readonly witnesses: readonly Witness[];
      }
    >
  | Event<
      "FactStated",
      {
        readonly fact: FactName;
        readonly value: Json;
        readonly estimate: boolean;
        readonly source: string;
      }
    >
  | Event<
      "SeverityClassified",
      {
        readonly severity: Severity;
        readonly escalation: string;
        readonly matched: readonly {
          readonly rule: string;
          readonly severity: Severity;
          readonly because: string;
        }[];
        readonly unknown: readonly FactName[];
      }
    >
  | Event<"RoleAssigned", { readonly role: string; readonly person: Ref; readonly reason: string }>
  | Event<
      "RoleConfirmed",
      { readonly role: string; readonly person: Ref; readonly how: "self" | "phone"; readonly note: string }
    >
  | Event<"RoleDeclined", { readonly role: string; readonly person: Ref; readonly reason: string }>
  | Event<
      "RoleHandedOver",
      { readonly role: string; readonly from: Ref; readonly to: Ref; readonly note: string }
    >
  | Event<"RepairEstimated", { readonly readyAt: string | null; readonly reason: string }>
  | Event<
      "PlanJudged",
      {
        readonly plan: Ref;
        readonly runbook: Ref;
        /** The publication it was fetched from, and the number of its content. */
        readonly publication: number;
        readonly revision: string;
        readonly wouldFail: readonly { readonly step: string; readonly reason: string }[];
        readonly findings: number;
        readonly steps: readonly StepFit[];
        readonly verdict: "fits" | "fits-with-changes" | "does-not-fit";
        readonly reason: string;
      }
    >
  | Event<
      "DeclarationAsked",
      {
        readonly plan: Ref;
        readonly authority: Authority;
        readonly reason: string;
        readonly revision: string;
      }
    >
  | Event<
      "DeclarationAgreed",
      {
        readonly basis: "infeasible" | "override";
        readonly reason: string;
        /** What the desk showed at that moment. */
        readonly desk: JsonObject | null;
        readonly optionsNotTaken: readonly string[];
      }
    >
  | Event<"OverrideSeconded", { readonly reason: string }>
  | Event<"DeclarationDeclined", { readonly reason: string }>
  | Event<
      "DisasterDeclared",
      {
        readonly plan: Ref;
        readonly basis: "infeasible" | "override";
        readonly by: readonly Actor[];
        readonly secondedBy: Actor | null;
      }
    >
  | Event<"RunLinked", { readonly run: string; readonly runbook: string; readonly purpose: string }>
  | Event<
      "DecisionAsked",
      {
        readonly decision: string;
        readonly question: string;
        readonly options: readonly string[];
        readonly authority: Ref;
        readonly until: string | null;
      }
    >
  | Event<"DecisionTaken", { readonly decision: string; readonly option: string; readonly reason: string }>
  | Event<
      "BriefingScheduled",
      { readonly briefing: string; readonly startsAt: string; readonly minutes: number }
    >
  | Event<
      "BriefingHeld",
      {
        readonly briefing: string;
        readonly agenda: readonly string[];
        readonly decisions: readonly string[];
        readonly notes: string;
        readonly nextAt: string | null;
      }
    >
  | Event<
      "VendorCaseOpened",
      {
        readonly case: string;
        readonly vendor: Ref;
        readonly contract: Ref | null;
        readonly subject: string;
        readonly reference: string;
        readonly responseSeconds: number | null;
        /** What the contract said at that moment; cases of earlier versions have only the time of response. */
        readonly terms?: ContractTerms;
      }
    >
  | Event<
      "VendorAnswered",
      {
        readonly case: string;
        readonly what: "acknowledged" | "working" | "promised" | "missed" | "resolved";
        readonly promisedAt: string | null;
        readonly note: string;
        readonly evidence: readonly Evidence[];
      }
    >
  | Event<"TaskSet", { readonly task: string; readonly reason: string } & TaskParts>
  | Event<"TaskFinished", { readonly task: string; readonly note: string }>
  | Event<
      "UpdateDrafted",
      {
        readonly update: string;
        readonly audience: string;
        readonly text: string;
        readonly approver: Ref | null;
        /** The version of the incident whose facts it tells. */
        readonly asOf: number;
      }
    >
  | Event<"UpdateApproved", { readonly update: string; readonly note: string }>
  | Event<"UpdateRefused", { readonly update: string; readonly reason: string }>
  | Event<
      "UpdatePublished",
      {
        readonly update: string;
        readonly channel: string;
        readonly outcome: "done" | "failed" | "unknown";
        readonly detail: string;
      }
    >
  | Event<
      "ReportSubmitted",
      {
        readonly report: string;
        readonly submittedAt: string;
        readonly reference: string;
        readonly evidence: readonly Evidence[];
      }
    >
  | Event<
      "Reminded",
      {
        readonly kind: ReminderKind;
        readonly about: string;
        readonly text: string;
        readonly dueAt: string | null;
      }
    >
  | Event<
      "StoodDown",
      {
        readonly reason: string;
        readonly criteria: readonly { readonly text: string; readonly met: boolean }[];
      }
    >
  | Event<
      "IncidentClosed",
      { readonly reason: string; readonly result: "restored" | "false-alarm" | "duplicate" }
    >
  | Event<"IncidentReopened", { readonly reason: string }>
  | Event<"IncidentNoted", { readonly text: string; readonly about: string | null }>
  | Event<"EntryCorrected", { readonly version: number; readonly text: string; readonly reason: string }>;

/** An event with who and when, as the log keeps it. */
export type RecordedIncidentEvent = IncidentEvent & { readonly actor: Actor; readonly at: string };
