import type { Actor } from "../model/actor.ts";
import type { Json, JsonObject } from "../model/json.ts";
import type { Authority } from "../model/plan.ts";
import type { Ref } from "../model/ref.ts";
import type { CalloutOrder } from "./callout/decide-callout.ts";
import type { IncidentEvent, SignalMention } from "./events.ts";

type DataOf<Type extends IncidentEvent["type"]> = Extract<IncidentEvent, { readonly type: Type }>["data"];

/** What is told to an incident. Facts that a pure decider cannot find out come with the command. */
export type IncidentOrder =
  | CalloutOrder
  | { readonly type: "OpenIncident"; readonly data: DataOf<"IncidentOpened"> }
  | { readonly type: "AttachSignals"; readonly signals: readonly SignalMention[]; readonly reason: string }
  | { readonly type: "NameFailure"; readonly data: DataOf<"FailureNamed"> }
  | {
      readonly type: "StateFact";
      readonly fact: string;
      readonly value: Json;
      readonly estimate: boolean;
      readonly source: string;
    }
  | { readonly type: "AssignRole"; readonly role: string; readonly person: Ref; readonly reason: string }
  | {
      readonly type: "AnswerRole";
      readonly role: string;
      readonly accept: boolean;
      /** Given by somebody else who reached them. */
      readonly byPhone: boolean;
      readonly note: string;
    }
  | { readonly type: "HandOverRole"; readonly role: string; readonly to: Ref; readonly note: string }
  | { readonly type: "EstimateRepair"; readonly readyAt: string | null; readonly reason: string }
  | { readonly type: "JudgePlan"; readonly data: DataOf<"PlanJudged"> }
  | {
      readonly type: "AskDeclaration";
      readonly plan: Ref;
      readonly authority: Authority | null;
      readonly revision: string;
      readonly reason: string;
    }
  | {
      readonly type: "Declare";
      readonly reason: string;
      /** Whether the desk shows that repair cannot be done in time, and all that it showed. */
      readonly infeasible: { readonly shown: boolean; readonly because: string };
      readonly desk: JsonObject | null;
      readonly override: boolean;
      readonly optionsNotTaken: readonly string[];
    }
  | { readonly type: "SecondOverride"; readonly reason: string }
  | { readonly type: "DeclineDeclaration"; readonly reason: string }
  | { readonly type: "LinkRun"; readonly run: string; readonly runbook: string; readonly purpose: string }
  | { readonly type: "AskDecision"; readonly data: DataOf<"DecisionAsked"> }
  | {
      readonly type: "TakeDecision";
      readonly decision: string;
      readonly option: string;
      readonly reason: string;
    }
  | { readonly type: "ScheduleBriefing"; readonly data: DataOf<"BriefingScheduled"> }
  | { readonly type: "HoldBriefing"; readonly data: DataOf<"BriefingHeld"> }
  | { readonly type: "OpenVendorCase"; readonly data: DataOf<"VendorCaseOpened"> }
  | { readonly type: "RecordVendorAnswer"; readonly data: DataOf<"VendorAnswered"> }
  | { readonly type: "SetTask"; readonly data: DataOf<"TaskSet"> }
  | { readonly type: "FinishTask"; readonly task: string; readonly note: string }
  | { readonly type: "DraftUpdate"; readonly data: DataOf<"UpdateDrafted"> }
  | { readonly type: "ApproveUpdate"; readonly update: string; readonly note: string }
  | { readonly type: "RefuseUpdate"; readonly update: string; readonly reason: string }
  | { readonly type: "RecordPublication"; readonly data: DataOf<"UpdatePublished"> }
  | { readonly type: "RecordSubmission"; readonly data: DataOf<"ReportSubmitted"> }
  | { readonly type: "Remind" }
  | {
      readonly type: "StandDown";
      readonly reason: string;
      readonly authority: Ref | null;
      readonly criteria: readonly { readonly text: string; readonly met: boolean }[];
    }
  | {
      readonly type: "CloseIncident";
      readonly reason: string;
      readonly result: DataOf<"IncidentClosed">["result"];
    }
  | { readonly type: "ReopenIncident"; readonly reason: string }
  | { readonly type: "NoteIncident"; readonly text: string; readonly about: string | null }
  | {
      readonly type: "CorrectEntry";
      /** The entry of the log that is wrong; it stays, and this one stands beside it. */
      readonly version: number;
      readonly lastVersion: number;
      readonly text: string;
      readonly reason: string;
    };

export type IncidentCommand = IncidentOrder & { readonly actor: Actor; readonly at: string };

/** Why a command is not allowed now. The words are for the person who gave it. */
export type IncidentRefusal = {
  readonly code:
    | "incident-missing"
    | "incident-exists"
    | "incident-status"
    | "reason-missing"
    | "fact-invalid"
    | "role-missing"
    | "role-held"
    | "not-authorised"
    | "authority-missing"
    | "declaration-not-asked"
    | "declaration-asked"
    | "infeasibility-not-shown"
    | "already-agreed"
    | "second-person-missing"
    | "thing-missing"
    | "thing-exists"
    | "thing-over"
    | "unknown-option"
    | "doer-is-approver"
    | "instant-invalid"
    | "report-unknown"
    | "raci-invalid"
    | "entry-missing";
  readonly message: string;
};
