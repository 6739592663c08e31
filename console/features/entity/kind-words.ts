import type { DocumentKind } from "#core/model/ref.ts";

type KindName = Lowercase<DocumentKind>;

/** What things of a kind are called, and what a thing of this kind is. */
export const kindWords: { readonly [kind in KindName]: { readonly many: string; readonly is: string } } = {
  service: { many: "Services", is: "What users see. It has objectives, and recoveries are for it." },
  component: {
    many: "Components",
    is: "A thing that runs: a database, a queue, a host, a circuit, an application.",
  },
  site: { many: "Sites", is: "A place that can be lost as a whole." },
  vendor: { many: "Vendors", is: "Somebody outside who supplies something." },
  team: { many: "Teams", is: "People who can stand in for one another." },
  person: { many: "People", is: "Somebody who has a part in a recovery." },
  function: {
    many: "Functions",
    is: "Why services are needed at all: a part of the business, and what its outage costs.",
  },
  contract: { many: "Contracts", is: "What a vendor has promised, and until when." },
  roster: { many: "Rosters", is: "Who is on duty when." },
  protection: {
    many: "Protections",
    is: "A copy of data: how far it is behind, and how long a restore takes.",
  },
  runbook: { many: "Runbooks", is: "The steps that recover something." },
  plan: { many: "Plans", is: "Who decides, who does what and how people hear of it when something is lost." },
  scenario: {
    many: "Scenarios",
    is: "Something that may happen: what fails, what cannot be trusted, who is missing.",
  },
  monitor: { many: "Monitors", is: "Something that watches, and when what it sees counts as a failure." },
  policy: { many: "Policies", is: "What the organisation demands of its documents." },
  exercise: { many: "Exercises", is: "A test of a plan by the people who would carry it out." },
  assessment: { many: "Assessments", is: "What a business impact analysis found out about a function." },
  assumption: {
    many: "Assumptions",
    is: "Something that plans rely on and nobody has made sure of for good.",
  },
  risk: { many: "Risks", is: "Something that may go wrong, and what is done about it." },
};

/** The kinds in the order in which people ask for them. */
export const kindOrder = Object.keys(kindWords) as readonly KindName[];
