import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { type Peer, smppPeer, smtpPeer } from "#channels/peers.test-kit.ts";
import type { CalloutView } from "#core/incident/callout/callout-view.ts";
import type { IncidentView } from "#core/incident/view.ts";
import { runVerb } from "#cli/run-verb.test-kit.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

const people = `
apiVersion: holdfast/v1
kind: Person
metadata: { name: dora, title: Dora }
spec: { email: dora@example.test, phone: "+49 151 1", teams: [team:network] }
---
apiVersion: holdfast/v1
kind: Person
metadata: { name: emil, title: Emil }
spec: { email: emil@example.test, phone: "+49 151 2", teams: [team:network] }
---
apiVersion: holdfast/v1
kind: Team
metadata: { name: network, title: Network }
spec: { capacity: 2 }
---
apiVersion: holdfast/v1
kind: Roster
metadata: { name: network, title: Network duty }
spec:
  owner: person:dora
  team: team:network
  rotation: { from: "2026-01-01T00:00:00Z", every: P36500D, people: [person:emil] }
---
apiVersion: holdfast/v1
kind: Plan
metadata: { name: orders, title: Orders without east }
spec:
  owner: team:dba
  covers: [service:orders]
  runbooks: [runbook:by-hand]
  roles: [{ role: network-lead, holder: team:network }]
  authority: { declare: [{ who: person:dora }], quorum: 1 }
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: ledger-db, title: Database of the ledger }
spec: { owner: team:network }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: ledger, title: Ledger }
spec: { owner: team:network, dependsOn: [component:ledger-db] }
---
apiVersion: holdfast/v1
kind: Monitor
metadata: { name: ledger, title: What Prometheus says of the ledger }
spec:
  owner: team:network
  aspect: answers
  signals: { labels: { alertname: LedgerDown }, namedBy: [component] }
---
apiVersion: holdfast/v1
kind: Plan
metadata: { name: ledger, title: The ledger without its database }
spec:
  owner: team:network
  covers: [service:ledger]
  activation: { callOut: at-once, criteria: [{ text: The ledger is down, monitor: monitor:ledger }] }
  roles: [{ role: network-lead, holder: team:network }]
`;

const ana = "person:ana";
const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-channels-"));
let server: TestServer;
let broken: Peer;
let mail: Peer;
let sms: Awaited<ReturnType<typeof smppPeer>>;

before(async () => {
  [broken, mail, sms] = [await smtpPeer(), await smtpPeer(), await smppPeer()];
  const file = path.join(folder, "channels.yaml");
  const smtp = (name: string, { port }: Peer) =>
    `  - { type: smtp, name: ${name}, host: 127.0.0.1, port: ${port}, security: none, from: "h@example.test" }\n`;
  const smpp = `  - { type: smpp, name: sms-a, host: 127.0.0.1, port: ${sms.port}, systemId: holdfast, sender: "4242" }\n`;
  writeFileSync(file, `providers:\n${smtp("mail-a", broken)}${smtp("mail-b", mail)}${smpp}`);
  server = await startTestServer(["--trust-loopback", "--channels", file]);
  writeFileSync(path.join(server.estateFolder, "people.yaml"), people);
  await until(
    async () => (await ask(server, "GET", "/api/v1/documents/plan:orders", { as: ana })).status === 200,
  );
});
after(async () => {
  await server.stop();
  for (const peer of [broken, mail, sms]) await peer.close();
  rmSync(folder, { recursive: true });
});

async function until(holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it did not come about in time");
}

async function open(): Promise<string> {
  const body = { title: "Orders <fail>", services: ["service:orders"] };
  const answer = await ask(server, "POST", "/api/v1/incidents", { as: ana, body });
  assert.equal(answer.status, 201, answer.text);
  return (answer.json() as IncidentView).id;
}

async function tell(id: string, verb: string, body: object, as: string = ana): Promise<IncidentView> {
  const answer = await ask(server, "POST", `/api/v1/incidents/${id}/${verb}`, { as, body });
  assert.equal(answer.status, 200, answer.text);
  return answer.json() as IncidentView;
}

async function calloutOf(id: string): Promise<CalloutView> {
  const answer = await ask(server, "GET", `/api/v1/incidents/${id}`, { as: ana });
  return (answer.json() as IncidentView).callouts[0] ?? assert.fail("there is no call-out");
}

type LoggedEvent = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

async function eventsOf(id: string): Promise<readonly LoggedEvent[]> {
  const answer = await ask(server, "GET", `/api/v1/incidents/${id}/events`, { as: ana });
  return (answer.json() as { events: LoggedEvent[] }).events;
}

const plainOf = (mailText: string) => mailText.replaceAll("=\r\n", "").replaceAll("=3D", "=");

test("[A7.1] a crisis team is called over two channels, one provider dead, and answers by link and by reply", async () => {
  await broken.close();
  const id = await open();
  const proposal = await ask(server, "GET", `/api/v1/incidents/${id}/callout-proposal`, { as: ana });
  const { demands } = proposal.json() as {
    demands: { role: string; people: { person: string; duty: string }[] }[];
  };
  assert.deepEqual(
    demands.map(({ role, people: [first] }) => [role, first?.person, first?.duty]),
    [
      ["network-lead", "person:emil", "on-duty"],
      ["decider", "person:dora", "off-duty"],
    ],
  );

  await tell(id, "callouts", { text: "Join bridge 42." });
  await until(() => mail.taken.length === 2 && sms.taken.length === 2);
  const toEmil = mail.taken.find((text) => /^To:.*emil@/m.test(text)) ?? assert.fail();
  assert.match(toEmil, /Join bridge 42/);
  const link = /http:\/\/\S+\/answer\/\S+/.exec(plainOf(toEmil))?.[0] ?? assert.fail(toEmil);

  const page = await fetch(link);
  const html = await page.text();
  assert.equal(page.status, 200);
  assert.match(html, /Orders &lt;fail&gt;/);
  assert.equal((await calloutOf(id)).demands[0]?.have, 0, "opening the link answers nothing");
  const form = { method: "POST", body: new URLSearchParams({ answer: "coming" }) };
  assert.match(await (await fetch(link, form)).text(), /you are coming/);

  const toDora = sms.taken.find((text) => text.startsWith("+49 151 1")) ?? assert.fail();
  const code = /"(\d{4}) yes"/.exec(toDora)?.[1] ?? assert.fail(toDora);
  sms.receipt(String(sms.taken.indexOf(toDora) + 1), "DELIVRD");
  await until(async () => (await calloutOf(id)).people.some(({ status }) => status === "delivered"));
  sms.reply("+49 151 2", `${code} yes`);
  sms.reply("0049 151 1", `${code} yes`);
  await until(async () => (await calloutOf(id)).status === "quorate");

  const after = (await ask(server, "GET", `/api/v1/incidents/${id}`, { as: ana })).json() as IncidentView;
  assert.equal(after.roles.find(({ role }) => role === "network-lead")?.status, "confirmed");
  const events = await eventsOf(id);
  const of = (type: string) => events.filter((event) => event.type === type);
  assert.deepEqual(
    of("DeliverySettled").flatMap(({ data }) => (data["provider"] === "mail-a" ? [data["outcome"]] : [])),
    ["refused", "refused"],
    "the dead provider was tried first, and said so",
  );
  assert.ok(of("DeliveryBegun").every(({ data }) => data["repeats"] === false));
  assert.deepEqual(
    of("CalloutAnswered").map(({ data }) => data["how"]),
    ["link", "reply"],
  );
});

test("[A7.1] a provider killed in the middle of a message is followed by the next, and the log says it may come twice", async () => {
  const id = await open();
  const before = mail.taken.length;
  sms.mood = "die-before-answer";
  await tell(id, "callouts", { text: "Again.", parts: [{ role: "network", who: ["person:emil"] }] });
  await until(() => mail.taken.length === before + 1);
  const unknown = async () => (await eventsOf(id)).some(({ data }) => data["outcome"] === "unknown");
  await until(unknown);
  sms.mood = "take";
  const repeated = (event: LoggedEvent) => event.type === "DeliveryBegun" && event.data["repeats"] === true;
  await until(async () => (await eventsOf(id)).some(repeated));
  await tell(id, "callout-answers", {
    callout: (await calloutOf(id)).callout,
    person: "person:emil",
    answer: "coming",
  });
  assert.equal((await calloutOf(id)).people[0]?.how, "phone", "ana has reached them by phone");
});

test("calls survive a restart of the server: who was called is not called anew without a reason", async () => {
  const id = await open();
  const before = mail.taken.length;
  const parts = [{ role: "network", who: ["team:network"] }];
  await tell(id, "callouts", { text: "Once.", parts, escalateAfterSeconds: 5 });
  await until(() => mail.taken.length === before + 1);
  server = await server.restart();
  await until(async () => (await calloutOf(id)).people.filter(({ calls }) => calls > 0).length === 2);
  const pages = (await eventsOf(id)).filter(({ type }) => type === "PersonPaged");
  assert.deepEqual(
    pages.slice(0, 2).map(({ data }) => data["person"]),
    ["person:emil", "person:dora"],
  );
  await tell(id, "callout-ends", { callout: (await calloutOf(id)).callout, reason: "enough" });
  assert.equal((await calloutOf(id)).status, "ended");
});

test("[A7.1] [A4.5] an alert that opens an incident calls the team of its plan by itself, once, also over a restart", async () => {
  const alerts = [{ status: "firing", labels: { alertname: "LedgerDown", component: "ledger-db" } }];
  const startsAt = new Date().toISOString();
  const send = () =>
    ask(server, "POST", "/intake/alertmanager", {
      body: {
        version: "4",
        status: "firing",
        receiver: "holdfast",
        groupKey: "ledger",
        alerts: alerts.map((alert) => ({ ...alert, startsAt, annotations: {}, fingerprint: "f1" })),
      },
    });
  assert.equal((await send()).status, 200);
  const calls = () => mail.taken.map(plainOf).filter((text) => /Monitors have opened this/.test(text));
  await until(() => calls().length === 1);
  server = await server.restart();
  await send();
  assert.match(calls()[0] ?? "", /this: .*ledger-db[^]*Services concerned: Ledger/);
  const listed = await ask(server, "GET", "/api/v1/incidents?status=open", { as: ana });
  const found = (listed.json() as { incidents: { id: string; title: string }[] }).incidents.filter(
    ({ title }) => /ledger/i.test(title),
  );
  assert.equal(found.length, 1);
  const { id } = found[0] ?? assert.fail();
  const events = await eventsOf(id);
  assert.equal(events.filter(({ type }) => type === "CalloutStarted").length, 1);
  assert.equal((await calloutOf(id)).demands[0]?.role, "network-lead");
  await tell(id, "callout-ends", { callout: (await calloutOf(id)).callout, reason: "enough" });
});

test("a link that was cut or made up leads nowhere and says what to do", async () => {
  const answer = await fetch(`${server.url}/answer/abc.def`);
  assert.equal(answer.status, 404);
  assert.match(await answer.text(), /Open the console/);
});

test("a call-out nobody could answer is refused with what to do", async () => {
  const id = await open();
  const refused = async (body: object) => {
    const answer = await ask(server, "POST", `/api/v1/incidents/${id}/callouts`, { as: ana, body });
    assert.ok(answer.status >= 400 && answer.status < 500, answer.text);
    return (answer.json() as { detail: string }).detail;
  };
  assert.match(
    await refused({ text: "x", parts: [{ role: "dba", need: 3, who: ["team:network"] }] }),
    /3 are needed/,
  );
  assert.match(await refused({ text: "x", parts: [] }), /who is needed/);
});

test("[A7.1] the same from the command line: whom, call, coming, and whether the chain holds", async () => {
  const cli = async (as: string, ...args: readonly string[]) =>
    runVerb(["--url", server.url, "--as", as, ...args]);
  const opened = await cli(ana, "incident", "open", "By hand", "--service", "service:orders", "--json");
  assert.equal(opened.code, 0, opened.stderr);
  const { id } = JSON.parse(opened.stdout) as IncidentView;
  const whom = await cli(ana, "incident", "whom", id);
  assert.match(whom.stdout, /network-lead: 1 needed\n {2}1\. person:emil {2}on-duty {2}email, sms/);
  const part = "network=team:network";
  const called = await cli(ana, "incident", "call", id, "Bridge 42", "--need", part, "--next", "600");
  assert.equal(called.code, 0, called.stderr);
  const callout =
    /call (c1-\w+): calling, missing network 0 of 1/.exec(called.stdout)?.[1] ?? assert.fail(called.stdout);
  const coming = await cli("person:emil", "incident", "coming", id, callout);
  assert.match(coming.stdout, /quorate\n {4}person:emil as network: coming, by console/);
  const bad = await cli(ana, "incident", "call", id, "Bridge 42", "--need", "network");
  assert.equal(bad.code, 2, bad.stdout);
  const channels = await cli(ana, "channels");
  assert.match(channels.stdout, /email +mail-a +NO ANSWER/);
  assert.match(channels.stdout, /sms +sms-a +answers/);
  assert.equal(channels.code, 0, "one provider of each channel answers");
});
