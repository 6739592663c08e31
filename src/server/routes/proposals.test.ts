import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Schemas } from "#client/client.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

type Proposal = Schemas["Proposal"];
type Differences = Schemas["ProposalDifferences"];

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const [ana, ben, cem] = ["person:ana", "person:ben", "person:cem"] as const;
const hashPattern = /^[0-9a-f]{64}$/;

async function get<Result>(url: string, as?: string): Promise<Result> {
  const answer = await ask(server, "GET", url, as === undefined ? {} : { as });
  assert.equal(answer.status, 200, answer.text);
  return answer.json() as Result;
}

const documentOf = (ref: string) => get<Schemas["Document"]>(`/api/v1/documents/${ref}`);
const textOf = async (ref: string) => (await documentOf(ref)).text;

async function propose(as: string, changes: readonly object[], title = "A change"): Promise<Proposal> {
  const body = { title, reason: "a test", changes };
  const answer = await ask(server, "POST", "/api/v1/proposals", { as, body });
  assert.equal(answer.status, 201, answer.text);
  return answer.json() as Proposal;
}

const tell = (as: string, proposal: string, verb: string, body: object = {}, headers = {}) =>
  ask(server, "POST", `/api/v1/proposals/${proposal}/${verb}`, { as, body, headers });

const codeOf = (answer: { json(): unknown }) => (answer.json() as { code?: string }).code;

/** Proposes as Cem, approves as Ana (databases) and Ben (crisis), publishes. */
async function publish(changes: readonly object[], title?: string): Promise<Proposal> {
  const { id } = await propose(cem, changes, title);
  for (const who of [ana, ben]) await tell(who, id, "approve");
  const answer = await tell(cem, id, "publish");
  assert.equal(answer.status, 200, answer.text);
  return answer.json() as Proposal;
}

test("[A3.2] the documents of the followed folder are published, each with a revision that is its content", async () => {
  const { documents, number, revision } = await get<{
    documents: readonly Schemas["DocumentSummary"][];
    number: number;
    revision: string;
  }>("/api/v1/documents");
  assert.ok(number >= 1);
  assert.match(revision, hashPattern);
  assert.equal(documents.length, 8);
  assert.ok(documents.every((one) => hashPattern.test(one.revision)));
  assert.equal(documents.find(({ ref }) => ref === "service:orders")?.owner, "team:dba");
  const estate = await get<Schemas["Estate"]>("/api/v1/estate");
  assert.deepEqual([estate.number, estate.revision], [number, revision]);
});

test("[B7.4] a change is proposed, approved by the owner who did not write it, and published", async () => {
  const text = (await textOf("service:orders"))
    .replace("title: Orders", "title: Order intake")
    .replace("spec: {", "# said so\nspec: {");
  const proposal = await propose(ana, [{ text }]);
  assert.deepEqual(
    proposal.requirements.map(({ owner, people }) => [owner, people]),
    [["team:dba", ["person:ana"]]],
  );
  assert.match(proposal.may.approve ?? "", /Whoever wrote a proposal does not approve it/);
  assert.equal(codeOf(await tell(ana, proposal.id, "approve")), "author-is-approver");
  assert.equal(codeOf(await tell(cem, proposal.id, "approve")), "not-authorised");
  assert.equal(codeOf(await tell(ana, proposal.id, "publish")), "approvals-missing");

  const { id } = await propose(ben, [{ text }], "Say what it is");
  assert.equal((await tell(ana, id, "approve", { note: "right" })).status, 200);
  const published = (await tell(ben, id, "publish")).json() as Proposal;
  assert.equal(published.status, "published");
  const document = await documentOf("service:orders");
  assert.match(document.text, /# said so/, "comments are kept");
  assert.equal(document.summary.title, "Order intake");
  assert.equal(document.history[0]?.proposal, id);
  assert.equal(document.history.length, 2);
  const difference = await get<{ lines: readonly (Schemas["DifferenceLine"] | null)[] }>(
    `/api/v1/documents/service:orders/difference?from=${document.history[1]?.number}`,
  );
  assert.ok(difference.lines.some((line) => line?.type === "added" && line.text.includes("said so")));
});

test("an approval is of a content: a revised proposal needs it anew, and one that was read late is refused", async () => {
  const text = await textOf("team:crisis");
  const { id, content } = await propose(cem, [{ text: text.replace("capacity: 2", "capacity: 3") }]);
  await tell(ben, id, "approve", { content });
  const revised = await tell(cem, id, "revise", {
    changes: [{ text: text.replace("capacity: 2", "capacity: 4") }],
  });
  assert.deepEqual((revised.json() as Proposal).approvals, []);
  assert.equal(codeOf(await tell(cem, id, "publish")), "approvals-missing");
  assert.equal(codeOf(await tell(ben, id, "approve", { content })), "content-moved");
  const stale = await tell(cem, id, "comment", { text: "hm" }, { "if-match": '"1"' });
  assert.equal(stale.status, 412);
  assert.equal((await tell(cem, id, "withdraw", { reason: "no" })).status, 200);
  assert.equal(codeOf(await tell(ben, id, "approve")), "proposal-over");
});

test("whoever asks for changes holds a proposal until it is revised or they approve it", async () => {
  const text = (await textOf("team:crisis")).replace("Crisis", "Crisis team");
  const { id } = await propose(cem, [{ text }]);
  await tell(ana, id, "request-changes", { reason: "say which crisis" });
  await tell(ben, id, "approve");
  assert.equal(codeOf(await tell(cem, id, "publish")), "changes-requested");
  await tell(cem, id, "revise", { changes: [{ text: text.replace("Crisis team", "Site crisis team") }] });
  await tell(ben, id, "approve");
  assert.equal((await tell(cem, id, "publish")).status, 200);
});

test("[A6.2] a proposal shows what it breaks before anybody approves it", async () => {
  const runbook = await textOf("runbook:by-hand");
  const service = (await textOf("service:orders")).replace("rto: PT30M", "rto: PT5M");
  const proposal = await propose(cem, [{ ref: "runbook:by-hand", text: null }, { text: service }]);
  const found = await get<Differences>(`/api/v1/proposals/${proposal.id}/differences`);
  const section = (id: string) => found.effects.find((one) => one.id === id)?.effects ?? [];
  assert.deepEqual(section("recovery"), [
    { ref: "service:orders", direction: "worse", text: "no runbook recovers it: runbook:by-hand did" },
  ]);
  assert.deepEqual(section("objectives"), [
    {
      ref: "service:orders",
      direction: "better",
      text: "recovery time objective RTO from PT30M to PT5M",
    },
  ]);
  const removed = found.documents.find(({ ref }) => ref === "runbook:by-hand");
  assert.equal(removed?.change, "removed");
  assert.ok((removed?.lines.length ?? 0) >= runbook.trimEnd().split("\n").length);
});

test("[A6.2] a proposal that makes an objective unreachable says so before anybody approves it", async () => {
  const archive =
    "apiVersion: holdfast/v1\nkind: Service\nmetadata: { name: archive }\nspec: { owner: team:dba, objectives: { rto: PT8H } }\n";
  const orders = (await textOf("service:orders")).replace("spec: {", "spec: { dependsOn: [service:archive],");
  const { id } = await propose(cem, [{ text: archive }, { text: orders }]);
  const { effects } = await get<Differences>(`/api/v1/proposals/${id}/differences`);
  const [gravest] = effects;
  assert.equal(gravest?.id, "unreachable");
  assert.equal(gravest?.effects[0]?.ref, "service:orders");
  assert.match(gravest?.effects[0]?.text ?? "", /RTO of 30 min is shorter than the 8 h of `service:archive`/);
});

test("an invalid document is kept and shown with its findings, and cannot be published", async () => {
  const text = "apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: broken }\nspec: { capacty: 2 }\n";
  const { id } = await propose(cem, [{ text }, { file: "notes/half.yaml", text: "kind: [unclosed\n" }]);
  const found = await get<Differences>(`/api/v1/proposals/${id}/differences`);
  assert.ok(found.check.added.some(({ code, ref }) => code === "unknown-field" && ref === "team:broken"));
  assert.ok(
    found.check.added.some(({ code, file }) => code === "syntax-error" && file === "notes/half.yaml"),
  );
  assert.equal(found.documents.find(({ file }) => file === "notes/half.yaml")?.text, "kind: [unclosed\n");
  await tell(ana, id, "approve");
  const refused = await tell(ben, id, "publish");
  assert.equal(refused.status, 422);
  assert.equal(codeOf(refused), "documents-invalid");
});

test("what makes no sense is refused with its place: two documents, a wrong name, a path that leaves the folder", async () => {
  const team = await textOf("team:dba");
  const body = {
    title: "Nonsense",
    changes: [
      { text: `${team}---\n${await textOf("team:crisis")}` },
      { ref: "team:crisis", text: team },
      { file: "../outside.yaml", text: team },
      { text: null },
    ],
  };
  const answer = await ask(server, "POST", "/api/v1/proposals", { as: cem, body });
  assert.equal(answer.status, 400);
  const { errors } = answer.json() as Schemas["Problem"];
  assert.deepEqual(
    errors.map(({ pointer }) => pointer).filter((pointer) => pointer !== "/changes/2"),
    ["/changes/0/text", "/changes/1/text", "/changes/2/file", "/changes/3/ref"],
  );
});

test("[B7.4] of two publishers one wins, the other sees the conflict, and what can be merged is merged", async () => {
  const team = await textOf("team:crisis");
  const runbook = await textOf("runbook:by-hand");
  const first = await propose(cem, [
    { text: team.replace(/capacity: \d/, "capacity: 5") },
    { text: runbook.replace("title: Look,", "title: Look well,") },
  ]);
  const second = await propose(cem, [{ text: team.replace(/capacity: \d/, "capacity: 6") }]);
  const third = await propose(cem, [{ text: runbook.replace("title: Choose", "title: Choose one") }]);
  for (const { id } of [first, second, third]) {
    for (const who of [ana, ben]) await tell(who, id, "approve");
  }
  const answers = await Promise.all([first, second].map(({ id }) => tell(cem, id, "publish")));
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 409]));
  const loser = answers[0]?.status === 200 ? second : first;
  const seen = await get<Proposal>(`/api/v1/proposals/${loser.id}`, cem);
  assert.match(seen.may.publish ?? "", /Changed since this was proposed/);
  const differences = await get<Differences>(`/api/v1/proposals/${loser.id}/differences`);
  assert.match(
    differences.documents.find((one) => one.ref === "team:crisis")?.conflict?.text ?? "",
    /<<<<<<< ours/,
  );
  assert.equal(codeOf(await tell(cem, loser.id, "rebase")), "documents-conflict");

  if (loser === second) {
    assert.equal(codeOf(await tell(cem, third.id, "publish")), "documents-conflict");
    const rebased = await tell(cem, third.id, "rebase");
    assert.equal(rebased.status, 200, rebased.text);
    assert.deepEqual((rebased.json() as Proposal).approvals, [], "the merged text is new to its approvers");
    for (const who of [ana, ben]) await tell(who, third.id, "approve");
  }
  assert.equal((await tell(cem, third.id, "publish")).status, 200);
  const merged = await textOf("runbook:by-hand");
  assert.match(merged, /title: Choose one/);
  assert.equal(/Look well/.test(merged), loser === second);
});

test("[A3.6] a change of what a runbook relies on marks it stale at once, saying why, until its owner reviews it", async () => {
  const site = (await textOf("site:east")).replace("spec: {}", "spec: { location: Basel }");
  const published = await publish([{ text: site }], "East moves");
  const { parts } = await get<{ parts: readonly Schemas["StalePart"][] }>("/api/v1/stale");
  const part = parts.find(({ document }) => document === "runbook:by-hand");
  assert.equal(part?.owner, "team:dba");
  const reason = part?.reasons.at(-1);
  assert.deepEqual(
    [reason?.ref, reason?.fields, reason?.via, reason?.number, reason?.authors],
    ["site:east", ["location"], ["service:orders", "site:east"], published.publishedAs, [cem]],
  );
  assert.match(reason?.revision ?? "", hashPattern);
  const body = { parts: [{ document: "runbook:by-hand", part: "steps" }], note: "still right" };
  const foreign = await ask(server, "POST", "/api/v1/stale/review", { as: ben, body });
  assert.equal(codeOf(foreign), "not-authorised");
  const reviewed = await ask(server, "POST", "/api/v1/stale/review", { as: ana, body });
  assert.deepEqual(reviewed.json(), { parts: [] });
  assert.equal(
    codeOf(await ask(server, "POST", "/api/v1/stale/review", { as: ana, body })),
    "part-not-stale",
  );
});

test("[A1.6] a signature is of an exact revision: a change asks for a new one", async () => {
  const { summary } = await documentOf("service:orders");
  const sign = (as: string, revision: string, expiresOn: string | null = "2099-12-31") =>
    ask(server, "POST", "/api/v1/sign-offs", { as, body: { ref: "service:orders", revision, expiresOn } });
  assert.equal(codeOf(await sign(ben, summary.revision)), "not-authorised");
  assert.equal(codeOf(await sign(ana, "0".repeat(64))), "revision-not-current");
  assert.equal(codeOf(await sign(ana, summary.revision, "2001-01-01")), "expired-already");
  const signed = await sign(ana, summary.revision);
  assert.equal(signed.status, 201, signed.text);
  assert.equal((signed.json() as Schemas["SignOff"]).status, "valid");
  await publish([{ text: `${await textOf("service:orders")}# a comment changes no meaning\n` }]);
  assert.equal((await documentOf("service:orders")).signOffs[0]?.status, "valid");
  await publish([{ text: (await textOf("service:orders")).replace("rpo: PT1M", "rpo: PT2M") }]);
  assert.equal((await documentOf("service:orders")).signOffs[0]?.status, "superseded");
});

test("a run names the publication it was started on", async () => {
  const { number, revision } = await get<Schemas["Estate"]>("/api/v1/estate");
  const body = { runbook: "by-hand", mode: "walkthrough", reason: "try" };
  const started = await ask(server, "POST", "/api/v1/runs", { as: ana, body });
  const { id } = started.json() as { id: string };
  const { events } = await get<{ events: readonly { data: { plan?: { estate?: unknown } } }[] }>(
    `/api/v1/runs/${id}/events`,
  );
  assert.deepEqual(events[0]?.data.plan?.estate, { number, revision });
});

test("a proposal whose owners are gone can be approved by anybody but its authors, and says so", async () => {
  const text =
    "apiVersion: holdfast/v1\nkind: Vendor\nmetadata: { name: acme }\nspec: { owner: team:dissolved }\n";
  const { requirements, id } = await propose(ana, [{ text }]);
  assert.equal(requirements[0]?.owner, null);
  assert.match(requirements[0]?.note ?? "", /team:dissolved does not exist/);
  assert.equal(codeOf(await tell(ana, id, "approve")), "author-is-approver");
  assert.equal((await tell(cem, id, "approve")).status, 200);
  assert.equal(codeOf(await tell(ana, id, "publish")), "documents-invalid", "its owner still dangles");
});

test("a proposal sent twice with its key is opened once", async () => {
  const body = {
    title: "Twice",
    changes: [{ text: (await textOf("team:dba")).replace("Databases", "DBA") }],
  };
  const headers = { "idempotency-key": "twice" };
  const [one, other] = [
    await ask(server, "POST", "/api/v1/proposals", { as: cem, body, headers }),
    await ask(server, "POST", "/api/v1/proposals", { as: cem, body, headers }),
  ];
  assert.equal((one.json() as Proposal).id, (other.json() as Proposal).id);
  const { proposals } = await get<{ proposals: readonly Proposal[] }>("/api/v1/proposals?status=open");
  assert.equal(proposals.filter(({ title }) => title === "Twice").length, 1);
});
