import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { seededRandom } from "#core/analysis/probability/random.ts";
import type { Json } from "#core/model/json.ts";
import type { DocumentKind } from "#core/model/ref.ts";

/** How many documents of each kind there are among a thousand: roughly those of a firm that has much to run. */
const shares: { readonly [kind in DocumentKind]: number } = {
  Site: 4,
  Component: 480,
  Service: 160,
  Function: 50,
  Vendor: 30,
  Contract: 30,
  Team: 36,
  Person: 100,
  Roster: 10,
  Protection: 40,
  Runbook: 16,
  Plan: 8,
  Scenario: 8,
  Monitor: 6,
  Policy: 2,
  Exercise: 6,
  Assessment: 6,
  Assumption: 4,
  Risk: 4,
};

/** Components of one application depend on one another; the first of all (directories, networks) serve every one. */
const applicationSize = 30;
const sharedComponents = 3 * applicationSize;

type Maker = {
  /** A document of a kind, any of them. */
  readonly some: (kind: DocumentKind) => string;
  /** Several different ones. */
  readonly several: (kind: DocumentKind, count: number) => readonly string[];
  /** A component made before this one in the same application, or one of the few that all share; null for those. */
  readonly below: (index: number) => string | null;
  /** Several components of one application. */
  readonly application: (count: number) => readonly string[];
};

/** The same estate for the same size and seed: documents with about five references each, clean of errors. */
export function syntheticDocuments(documents: number, seed: number): readonly Json[] {
  const random = seededRandom(seed);
  const countOf = (kind: DocumentKind) => Math.max(3, Math.round((documents * shares[kind]) / 1000));
  const named = (kind: DocumentKind, index: number) => `${kind.toLowerCase()}:${kind.toLowerCase()}-${index}`;
  const maker: Maker = {
    some: (kind) => named(kind, random.below(countOf(kind))),
    several: (kind, count) => {
      const first = random.below(countOf(kind));
      const indexes = Array.from({ length: count }, (_, at) => (first + at) % countOf(kind));
      return [...new Set(indexes)].map((index) => named(kind, index));
    },
    below: (index) => {
      const place = index % applicationSize;
      if (index < sharedComponents) return null;
      if (place === 0 || random.below(8) === 0) return named("Component", random.below(sharedComponents));
      return named("Component", index - 1 - random.below(place));
    },
    application: (count) => {
      const applications = Math.floor(countOf("Component") / applicationSize);
      const first = sharedComponents + random.below(Math.max(1, applications - 1)) * applicationSize;
      return Array.from({ length: count }, (_, at) =>
        named("Component", Math.min(first + at * 3, countOf("Component") - 1)),
      );
    },
  };
  return (Object.keys(shares) as DocumentKind[]).flatMap((kind) =>
    Array.from({ length: countOf(kind) }, (_, index) => ({
      apiVersion: "holdfast/v1",
      kind,
      metadata: { name: `${kind.toLowerCase()}-${index}`, title: `${kind} number ${index}` },
      spec: specOf(kind, index, maker),
    })),
  );
}

/** Writes the documents of an estate into a folder, eight to a file and fifty files to a folder. Returns the files. */
export function writeEstate(folder: string, documents: readonly Json[]): readonly string[] {
  const files: string[] = [];
  for (let at = 0; at < documents.length; at += 8) {
    const file = path.join(folder, `part-${Math.floor(at / 400)}`, `file-${at / 8}.yaml`);
    mkdirSync(path.dirname(file), { recursive: true });
    const texts = documents.slice(at, at + 8).map((document) => stringify(document));
    writeFileSync(file, texts.join("---\n"));
    files.push(file);
  }
  return files;
}

function specOf(kind: DocumentKind, index: number, maker: Maker): Json {
  const { some, several } = maker;
  const owner = some("Team");
  switch (kind) {
    case "Site":
      return { owner, jurisdiction: "DE", role: "production", workplaces: 40 };
    case "Component":
      return { owner, site: some("Site"), vendor: some("Vendor"), dependsOn: belowComponent(index, maker) };
    case "Service":
      return {
        owner,
        sites: several("Site", 2),
        mode: "active-passive",
        objectives: { rto: "PT2H", rpo: "PT15M", mtd: "PT8H" },
        dependsOn: serviceNeeds(maker.application(4)),
      };
    case "Function":
      return { owner, priority: 2, objectives: { mtd: "PT24H" }, dependsOn: [...several("Service", 3)] };
    case "Protection": {
      const protects = some("Component");
      return {
        owner,
        protects,
        method: "async-replication",
        source: protects,
        target: some("Component"),
        streaming: true,
        expectedLag: "PT5S",
      };
    }
    case "Runbook":
      return runbookSpec(maker);
    case "Plan":
      return planSpec(maker);
    default:
      return specOfPeople(kind, index, owner, maker);
  }
}

function specOfPeople(kind: DocumentKind, index: number, owner: string, maker: Maker): Json {
  const { some, several } = maker;
  switch (kind) {
    case "Vendor":
      return { owner, contacts: [{ role: "duty", email: `duty-${index}@example.org` }] };
    case "Contract":
      return {
        owner,
        vendor: some("Vendor"),
        covers: [...several("Component", 3)],
        responseTime: "PT1H",
        hours: "24x7",
      };
    case "Team":
      return { capacity: 3, lead: some("Person") };
    case "Person":
      return {
        email: `person-${index}@example.org`,
        teams: [...several("Team", 2)],
        site: some("Site"),
        deputy: some("Person"),
      };
    case "Roster":
      return {
        team: some("Team"),
        timeZone: "Europe/Berlin",
        rotation: { from: "2026-01-05T08:00:00Z", every: "P7D", people: [...several("Person", 4)] },
      };
    default:
      return smallSpec(kind, owner, maker);
  }
}

function belowComponent(index: number, { below }: Maker): readonly string[] {
  return [...new Set([below(index), below(index)])].filter((ref) => ref !== null);
}

function serviceNeeds([first = "", second = "", ...group]: readonly string[]): Json {
  return [first, { on: second, need: "soft" }, { anyOf: group, atLeast: 1 }];
}

function runbookSpec({ some, several }: Maker): Json {
  const step = (id: string): Json => ({
    id,
    title: `Do ${id}`,
    accountable: some("Team"),
    duration: { min: "PT1M", likely: "PT3M", max: "PT15M" },
    person: { instructions: `Do what is written in the handbook under ${id}, and note what you see.` },
  });
  return {
    purpose: "failover",
    recovers: [...several("Service", 2)],
    from: "site:site-0",
    to: "site:site-1",
    accountable: some("Team"),
    steps: ["look", "stop", "move", "start", "prove"].map(step),
  };
}

function planSpec({ some, several }: Maker): Json {
  return {
    owner: some("Team"),
    covers: [...several("Service", 3)],
    scenarios: [some("Scenario")],
    activation: { owner: some("Team"), criteria: [{ text: "It has been away for ten minutes" }] },
    authority: { declare: [{ who: some("Person") }, { who: some("Person"), after: "PT10M" }], quorum: 1 },
    roles: [{ role: "lead", holder: some("Person"), deputies: [some("Person")] }],
    raci: [
      {
        task: "Move it",
        accountable: [some("Person")],
        responsible: [some("Team")],
        informed: [some("Team")],
      },
    ],
    communication: [
      {
        audience: "Customers",
        owner: some("Team"),
        channel: "email",
        provider: some("Vendor"),
        approver: some("Person"),
        responsible: some("Person"),
      },
    ],
    runbooks: [some("Runbook")],
    returnToNormal: { owner: some("Team"), text: "In working hours, with everybody told." },
    standDown: { owner: some("Team"), criteria: ["Customers are served"] },
    review: { cycle: "P12M", lastOn: "2026-01-15", by: some("Person") },
  };
}

function smallSpec(kind: DocumentKind, owner: string, { some, several }: Maker): Json {
  switch (kind) {
    case "Scenario":
      return { owner, fails: [some("Site"), ...several("Component", 2)], likelihood: "once in ten years" };
    case "Monitor":
      return { owner, watches: [...several("Component", 3)], every: "PT30S" };
    case "Policy":
      return {
        owner,
        appliesTo: { kinds: ["Service"], tiers: [1] },
        requires: { exerciseEvery: "P12M", offlineCopy: true },
      };
    case "Exercise":
      return {
        owner,
        plan: some("Plan"),
        scenario: some("Scenario"),
        depth: "tabletop",
        heldOn: "2026-02-01",
        result: "passed",
        participants: [...several("Person", 3)],
      };
    case "Assessment":
      return {
        owner,
        function: some("Function"),
        assessedOn: "2026-01-10",
        by: some("Person"),
        mtd: "PT24H",
      };
    case "Assumption":
      return {
        owner,
        statement: "The second line is up",
        about: [some("Component")],
        lastTestedOn: "2026-03-01",
        holds: true,
      };
    default:
      return {
        owner,
        statement: "The cellar may be flooded",
        threatens: [some("Site"), some("Component")],
        likelihood: 2,
        impact: 4,
      };
  }
}
