import type { DocumentKind } from "../../model/ref.ts";

/** What each kind of document is, in one sentence, as editors and the reference show it. */
export const kindDescriptions: { readonly [Kind in DocumentKind]: string } = {
  Site: "A place that can be lost as a whole: a data centre, a cloud region, an office.",
  Component: "A thing that runs: a database, a queue, a host, a circuit, an application.",
  Service: "What users see, and how soon it must be back.",
  Function: "A business function or process: why services are needed at all.",
  Vendor: "Somebody outside who supplies something, and whom to speak with there.",
  Contract: "What a vendor has promised, and until when.",
  Team: "People who can stand in for one another.",
  Person: "A human being who has a part in continuity.",
  Roster: "Who is on duty when.",
  Protection: "Replication or backup of a data store: how much can be lost, how long a restore takes.",
  Runbook: "A graph of steps that recovers something.",
  Plan: "What is done, by whom, and how people hear of it, when something is lost.",
  Scenario: "Something that may happen: what fails, what cannot be trusted, who is missing.",
  Monitor: "Something that watches, and when what it sees counts as a failure.",
  Policy: "What the organisation demands of its documents.",
  Exercise: "A test of a plan by the people who would carry it out, planned or held.",
  Assessment: "What a business impact analysis found out about a function.",
  Assumption: "Something that plans rely on: how it is tested, and until when it may be relied upon.",
  Risk: "Something that may go wrong, and what is done about it.",
};
