import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { resolveEstate } from "../document/resolve-estate.ts";
import type { Actor } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import { approvalRequirements } from "./approval.ts";
import type { DocumentsCommand, PublicationFacts } from "./commands.ts";
import { decide } from "./decide.ts";
import { estateRevision } from "./estate-revision.ts";
import type { DocumentsEvent } from "./events.ts";
import { fold, type Recorded } from "./evolve.ts";
import { partEffects } from "./stale-marks.ts";
import { type DocumentsState, initialDocumentsState } from "./state.ts";
import { readWrittenDocuments } from "./written-document.ts";

const at = "2026-11-22T10:00:00.000Z";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

type Person = Extract<Actor, { readonly type: "person" }>;
const person = (name: string, ...teams: readonly Ref[]): Person => ({
  type: "person",
  ref: `person:${name}`,
  teams,
});
const ana = person("ana", "team:dba");
const ben = person("ben", "team:dba");
const cem = person("cem");

const pin = (name: string) => ({ revision: name.repeat(64), text: name.repeat(64), file: "a.yaml" });
const change = { ref: "service:orders" as Ref, before: null, after: pin("a") };
const facts = (on: number, more: Partial<PublicationFacts> = {}): PublicationFacts => ({
  on,
  changes: [change],
  revision: "e".repeat(64),
  documents: 1,
  marks: [],
  reviewed: [],
  ...more,
});
const requirements = [
  {
    owner: "team:dba" as Ref,
    documents: [change.ref],
    people: ["person:ana", "person:ben"] as const,
    note: null,
  },
];
const content = "c".repeat(64);

function given(...events: readonly (readonly [DocumentsEvent, Actor])[]): DocumentsState {
  const recorded = events.map(([event, actor]): Recorded => ({ ...event, actor, at, hash: "h" }));
  return fold(initialDocumentsState(), recorded);
}

const opened: readonly [DocumentsEvent, Actor] = [
  {
    type: "ProposalOpened",
    data: { proposal: "p", title: "T", reason: "", base: 0, content, changes: 1 },
  },
  ana,
];
const approvedBy = (actor: Person): readonly [DocumentsEvent, Actor] => [
  { type: "ProposalApproved", data: { proposal: "p", content, note: "", owners: ["team:dba"] } },
  actor,
];

const publish = (more: object = {}): DocumentsCommand => ({
  type: "PublishProposal",
  actor: cem,
  at,
  proposal: "p",
  content,
  requirements,
  conflicts: [],
  errors: [],
  facts: facts(0),
  ...more,
});

function outcome(state: DocumentsState, command: DocumentsCommand): string | readonly string[] {
  const decision = decide(command, state);
  return decision.status === "refused" ? decision.refusal.code : decision.events.map(({ type }) => type);
}

test("[B7.4] nothing is published before somebody of the owners who did not write it has approved it", () => {
  assert.equal(outcome(given(opened), publish()), "approvals-missing");
  assert.equal(outcome(given(opened, approvedBy(ana)), publish()), "approvals-missing", "an author's own");
  assert.deepEqual(outcome(given(opened, approvedBy(ben)), publish()), [
    "DocumentsChanged",
    "EstatePublished",
  ]);
});

test("who revises a proposal becomes its author, and what was approved before counts no more", () => {
  const revised: readonly [DocumentsEvent, Actor] = [
    {
      type: "ProposalRevised",
      data: { proposal: "p", note: "", base: 0, content: "d".repeat(64), changes: 1 },
    },
    ben,
  ];
  const state = given(opened, approvedBy(ben), revised);
  assert.deepEqual(state.proposals.get("p")?.approvals, []);
  const approve = {
    type: "ApproveProposal",
    at,
    proposal: "p",
    content: "d".repeat(64),
    note: "",
    requirements,
  } as const;
  assert.equal(outcome(state, { ...approve, actor: ben }), "author-is-approver");
});

test("conflicts, errors and objections each hold a publication that is approved", () => {
  const state = given(opened, approvedBy(ben));
  assert.equal(outcome(state, publish({ conflicts: ["service:orders"] })), "documents-conflict");
  assert.equal(outcome(state, publish({ errors: ["a.yaml:1: wrong"] })), "documents-invalid");
  const objected = given(opened, approvedBy(ben), [
    { type: "ChangesRequested", data: { proposal: "p", reason: "no" } },
    cem,
  ]);
  assert.equal(outcome(objected, publish()), "changes-requested");
});

test("facts that were worked out on another publication publish nothing", () => {
  assert.equal(outcome(given(opened, approvedBy(ben)), publish({ facts: facts(1) })), "base-moved");
});

test("a publication of thousands of documents is events of bounded size, in one decision", () => {
  const changes = Array.from({ length: 1200 }, (_, index) => ({
    ...change,
    ref: `service:s${index}` as Ref,
  }));
  const decision = decide(
    publish({ facts: facts(0, { changes, documents: 1200 }) }),
    given(opened, approvedBy(ben)),
  );
  assert.ok(decision.status === "decided");
  const sizes = decision.events.flatMap((event) =>
    event.type === "DocumentsChanged" ? [event.data.changes.length] : [],
  );
  assert.deepEqual(sizes, [500, 500, 200]);
  const state = given(opened, approvedBy(ben), ...decision.events.map((event) => [event, cem] as const));
  assert.equal(state.head.size, 1200);
  assert.equal(state.proposals.get("p")?.publishedAs, 1);
});

const estate = (text: string) => resolveEstate([{ type: "text", file: "a.yaml", text }]).estate;
const document = (kind: string, name: string, spec: string) =>
  `---\napiVersion: holdfast/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;

const base = [
  document("Team", "dba", "{ members: [person:ana, person:ben] }"),
  document("Team", "shop", "{ members: [person:cem] }"),
  document("Person", "ana", "{}"),
  document("Person", "ben", "{}"),
  document("Person", "cem", "{}"),
  document("Site", "east", "{}"),
  document("Component", "db", "{ site: site:east, owner: team:dba }"),
  document("Service", "orders", "{ owner: team:shop, dependsOn: [component:db] }"),
].join("");
const plan = `---
apiVersion: holdfast/v1
kind: Plan
metadata: { name: shop }
spec:
  owner: team:shop
  covers: [service:orders]
  communication:
    - { audience: customers, channel: email, owner: team:shop }
  workarounds:
    - { for: service:orders, owner: team:shop, text: Write it down }
`;

test("[A3.6] a change deep below a service makes stale the parts that rely on it, and says by which way", () => {
  const before = estate(base + plan);
  const after = estate(
    base.replace("site: site:east, owner", "site: site:east, type: replica, owner") + plan,
  );
  const { marks } = partEffects(before, after, ["component:db"]);
  assert.deepEqual(
    marks.map(({ document: of, part, reasons }) => [of, part, reasons[0]?.fields, reasons[0]?.via]),
    [
      ["plan:shop", "covers", ["type"], ["service:orders", "component:db"]],
      ["plan:shop", "workarounds/service:orders", ["type"], ["service:orders", "component:db"]],
    ],
  );
});

test("words, labels and additions make nothing stale; what is removed does; what is rewritten with it is reviewed", () => {
  const before = estate(base + plan);
  const described = estate(
    base.replace("site: site:east, owner", "description: new words, site: site:east, owner") + plan,
  );
  assert.deepEqual(partEffects(before, described, ["component:db"]).marks, []);
  const added = estate(`${base}${document("Component", "cache", "{}")}${plan}`);
  assert.deepEqual(partEffects(before, added, ["component:cache"]).marks, []);
  const rewritten = base.replace("dependsOn: [component:db]", "dependsOn: []");
  const removed = estate(rewritten + plan.replace("Write it down", "Write it twice"));
  const { marks, reviewed } = partEffects(before, removed, ["service:orders", "plan:shop"]);
  assert.deepEqual(
    marks.map(({ part }) => part),
    ["covers"],
  );
  assert.deepEqual(reviewed, [{ document: "plan:shop", part: "workarounds/service:orders" }]);
});

test("the owner before and the owner after both approve, and nobody as a member the proposal makes of them", () => {
  const before = estate(base);
  const after = estate(
    base
      .replace("site: site:east, owner: team:dba", "site: site:east, owner: team:shop")
      .replace("members: [person:ana, person:ben]", "members: [person:ana, person:ben, person:cem]"),
  );
  const found = approvalRequirements(before, after, ["component:db", "team:dba"]);
  assert.deepEqual(
    found.map(({ owner, documents, people }) => [owner, documents, people]),
    [
      ["team:dba", ["component:db", "team:dba"], ["person:ana", "person:ben"]],
      ["team:shop", ["component:db"], ["person:cem"]],
    ],
  );
});

test("a revision is its content: layout, comments and the order of keys and documents do not count", () => {
  const one = readWrittenDocuments("a.yaml", document("Team", "x", "{ capacity: 2, skills: [sql] }"), sha256);
  const other = readWrittenDocuments(
    "b.yaml",
    "# said so\nkind: Team\napiVersion: holdfast/v1\nspec:\n  skills: [sql]\n  capacity: 2\nmetadata:\n  name: x\n",
    sha256,
  );
  assert.equal(one[0]?.revision, other[0]?.revision);
  const changed = readWrittenDocuments(
    "a.yaml",
    document("Team", "x", "{ capacity: 3, skills: [sql] }"),
    sha256,
  );
  assert.notEqual(one[0]?.revision, changed[0]?.revision);
  const [a, b] = [pin("a"), pin("b")];
  const forwards = new Map<Ref, typeof a>([
    ["team:a", a],
    ["team:b", b],
  ]);
  const backwards = new Map<Ref, typeof a>([
    ["team:b", { ...b, file: "z.yaml" }],
    ["team:a", a],
  ]);
  assert.equal(estateRevision(forwards, sha256), estateRevision(backwards, sha256));
});
