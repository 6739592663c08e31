import type { IncidentRefusal } from "#core/incident/commands.ts";
import type { Refusal } from "#core/run/commands.ts";

/** What incidents refuse and runs do not. */
export const incidentRefusals = {
  "incident-missing": { status: 404, title: "No such incident", help: "List the incidents to find its id." },
  "incident-exists": {
    status: 409,
    title: "Incident exists already",
    help: "Use another Idempotency-Key for another incident.",
  },
  "incident-status": {
    status: 409,
    title: "Not in this state of the incident",
    help: "Read the incident again: it has moved on.",
  },
  "fact-invalid": {
    status: 422,
    title: "Fact not valid",
    help: "State one of the facts that the guide lists, in its unit.",
  },
  "role-missing": { status: 404, title: "No such role", help: "Ask somebody to play it first." },
  "role-held": {
    status: 409,
    title: "Role is held",
    help: "Let who holds it hand it over, or say why it is taken from them.",
  },
  "authority-missing": {
    status: 422,
    title: "No authority",
    help: "Say in the plan, under authority, who may declare.",
  },
  "declaration-not-asked": {
    status: 409,
    title: "Nothing to decide",
    help: "Ask for the declaration first: the time of deputies counts from there.",
  },
  "declaration-asked": {
    status: 409,
    title: "Asked already",
    help: "Wait for those who may decide, or let them decline.",
  },
  "infeasibility-not-shown": {
    status: 409,
    title: "Not shown to be infeasible",
    help: "State when impact began and get an estimate of the repair; or override, with a second person.",
  },
  "already-agreed": { status: 409, title: "Agreed already", help: "Another person has to agree as well." },
  "second-person-missing": {
    status: 409,
    title: "Nothing to second",
    help: "Only an override needs a second person.",
  },
  "thing-missing": {
    status: 404,
    title: "Not part of the incident",
    help: "Read the incident to find its id.",
  },
  "thing-exists": { status: 409, title: "Exists already", help: "Read the incident again." },
  "thing-over": {
    status: 409,
    title: "Settled already",
    help: "Read the incident again: it has been settled.",
  },
  "instant-invalid": { status: 422, title: "Time not possible", help: "Give a time that can be." },
  "report-unknown": {
    status: 422,
    title: "No such report",
    help: "The clocks of the incident name the reports that are due.",
  },
  "raci-invalid": {
    status: 422,
    title: "Not exactly one accountable",
    help: "Name one who is accountable and at least one who does it.",
  },
  "entry-missing": { status: 404, title: "No such entry", help: "Read the log to find its number." },
  "plan-missing": {
    status: 422,
    title: "No plan",
    help: "Name a plan, or write one that covers the services of the incident.",
  },
  "contract-missing": {
    status: 422,
    title: "No such contract of this vendor",
    help: "Name a contract of the vendor, or none: then no time of a contract runs.",
  },
  "nothing-known": {
    status: 404,
    title: "Nothing was known then",
    help: "Ask for an instant after the incident was opened.",
  },
} as const satisfies {
  readonly [code in
    | Exclude<IncidentRefusal["code"], Refusal["code"]>
    | "plan-missing"
    | "contract-missing"
    | "nothing-known"]: {
    readonly status: number;
    readonly title: string;
    readonly help: string;
  };
};
