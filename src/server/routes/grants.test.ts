import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Client } from "pg";
import type { GrantView } from "#core/grant/view.ts";
import { type TestServer as Database, startTestServer as startDatabase } from "#store/test-database.ts";
import { runVerb } from "#cli/run-verb.test-kit.ts";
import { repairDocuments } from "../grants/repair.test-kit.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

const [ana, ben, cem] = ["person:ana", "person:ben", "person:cem"];
const secretName = "HOLDFAST_TEST_GRANT_PASSWORD";

let server: TestServer;
let database: Database;
let target: URL;

before(async () => {
  database = await startDatabase();
  target = new URL(await database.newDatabase());
  process.env[secretName] = decodeURIComponent(target.password);
  server = await startTestServer();
  const where = { target, host: target.hostname, port: Number(target.port), secret: secretName };
  writeFileSync(path.join(server.estateFolder, "grants.yaml"), repairDocuments(where));
  await until(async () => (await ask(server, "GET", "/api/v1/runbooks/repair", { as: ana })).status === 200);
});
after(async () => {
  await server.stop();
  await database.stop();
});

async function until(holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it did not come about in time");
}

async function post(url: string, as: string, body: unknown, expected = 200) {
  const answer = await ask(server, "POST", url, { as, body });
  assert.equal(answer.status, expected, answer.text);
  return answer.json();
}

async function startRun(mode = "live"): Promise<string> {
  const run = await post("/api/v1/runs", cem, { runbook: "repair", mode, reason: "orders are wrong" }, 201);
  return run.id;
}

async function grantsOf(run: string, query = ""): Promise<readonly GrantView[]> {
  const answer = await ask(server, "GET", `/api/v1/grants?run=${run}${query}`, { as: ana });
  assert.equal(answer.status, 200, answer.text);
  return answer.json().grants;
}

async function untilGrant(run: string, holds: (grant: GrantView) => boolean): Promise<GrantView> {
  let found: GrantView | undefined;
  await until(async () => (found = (await grantsOf(run)).find(holds)) !== undefined);
  return found as GrantView;
}

type Login = { user: string; password: string; host: string; port: number; database: string };

async function login(credential: Login): Promise<Client> {
  const client = new Client({ ...credential, application_name: "psql of ana" });
  client.on("error", () => {});
  await client.connect();
  return client;
}

const notesOf = async (run: string): Promise<readonly string[]> => {
  const { events } = (await ask(server, "GET", `/api/v1/runs/${run}/events?limit=500`, { as: ana })).json();
  return events.flatMap((event: { type: string; data: { text: string } }) =>
    event.type === "NoteAdded" ? [event.data.text] : [],
  );
};

test("[B4.4] a step that is opened brings access: approved by somebody else, collected once, ended with the step", async () => {
  const run = await startRun();
  const { id } = await untilGrant(run, ({ status }) => status === "asked");
  const url = `/api/v1/grants/${id}`;
  await post(`${url}/approve`, ana, { note: "me" }, 403);
  await post(`${url}/collect`, ana, {}, 409);
  await post(`${url}/approve`, ben, { note: "go on" });
  await untilGrant(run, ({ status }) => status === "open");
  await post(`${url}/collect`, ben, {}, 403);
  const { credential } = (await post(`${url}/collect`, ana, {})) as { credential: Login };
  await post(`${url}/collect`, ana, {}, 409);
  const client = await login(credential);
  assert.equal((await client.query("select 1 as one")).rows[0].one, 1);
  await assert.rejects(client.query("create table mine (id int)"), /permission denied/);
  const lost = new Promise((resolve) => client.once("end", resolve));

  await post(`/api/v1/runs/${run}/steps/repair/complete`, ana, { result: "done", note: "it was a comma" });
  const { sessionsEnded, uses, end } = await untilGrant(run, ({ status }) => status === "revoked");
  await lost;
  assert.equal(end?.cause, "step-closed");
  assert.equal(sessionsEnded, 1);
  assert.match(uses[0]?.what ?? "", /psql of ana: session, last statement CREATE/);
  await assert.rejects(login(credential), /authentication failed|does not exist|not permitted/);

  await until(async () => (await notesOf(run)).some((text) => text.includes("is revoked")));
  const notes = await notesOf(run);
  for (const words of ["was asked for", "was approved by person:ben", "is open until", "sessions ended: 1"])
    assert.equal(notes.filter((text) => text.includes(words)).length, 1, words);
  const log = (await ask(server, "GET", `${url}/events`, { as: ana })).text;
  assert.ok(!log.includes(credential.password), "the password is in no event");
  assert.ok(!notes.join("\n").includes(credential.password));
  assert.ok(!log.includes(target.password), "nor is the administrator's");
});

test("[B4.4] access ends by its time although the step stays open, and by a word at once", async () => {
  const run = await startRun();
  const wish = { step: "repair", on: "component:orders-db", connector: "postgres", as: ["pg_read_all_data"] };
  const short = await post(
    `/api/v1/runs/${run}/grants`,
    ana,
    { ...wish, limitSeconds: 3, reason: "look at orders" },
    201,
  );
  await post(`/api/v1/grants/${short.id}/approve`, ben, {});
  await untilGrant(run, ({ id, status }) => id === short.id && status === "open");
  const { credential } = await post(`/api/v1/grants/${short.id}/collect`, ana, {});
  await (await login(credential)).end();
  const ended = await untilGrant(run, ({ id, status }) => id === short.id && status === "revoked");
  assert.equal(ended.end?.cause, "expired");
  await assert.rejects(login(credential));

  const long = await post(
    `/api/v1/runs/${run}/grants`,
    ana,
    { ...wish, reason: "once more", limitSeconds: 60 },
    201,
  );
  await post(`/api/v1/grants/${long.id}/approve`, cem, {});
  await untilGrant(run, ({ id, status }) => id === long.id && status === "open");
  const first = (await post(`/api/v1/grants/${long.id}/collect`, ana, {})).credential;
  const second = (await post(`/api/v1/grants/${long.id}/collect`, ana, { again: true })).credential;
  await assert.rejects(login(first), "the one before is void");
  await (await login(second)).end();
  await post(`/api/v1/grants/${long.id}/revoke`, ben, { reason: "" }, 422);
  await post(`/api/v1/grants/${long.id}/revoke`, ben, { reason: "that is enough" });
  await untilGrant(run, ({ id, status }) => id === long.id && status === "revoked");
  await assert.rejects(login(second));
  await post(`/api/v1/runs/${run}/abort`, cem, { reason: "end of the test" });
  await until(async () => (await grantsOf(run, "&unsettled=true")).length === 0);
});

test("[B4.4] glass is broken with a reason; everybody with a part is told, and somebody else has to review it", async () => {
  const run = await startRun();
  const wish = { step: "repair", on: "component:orders-db", connector: "postgres", as: ["pg_read_all_data"] };
  await post(`/api/v1/runs/${run}/break-glass`, ana, { ...wish, reason: " " }, 422);
  const { id, notified } = await post(
    `/api/v1/runs/${run}/break-glass`,
    ana,
    { ...wish, reason: "no approver answers" },
    201,
  );
  assert.deepEqual(notified, [cem], "who started the run is told, who broke the glass knows");
  await untilGrant(run, (grant) => grant.id === id && grant.status === "open");
  await post(`/api/v1/grants/${id}/review`, cem, { verdict: "justified", note: "too early" }, 409);
  await post(`/api/v1/runs/${run}/abort`, cem, { reason: "end of the test" });
  await untilGrant(run, (grant) => grant.id === id && grant.status === "revoked");
  assert.ok((await grantsOf(run, "&unsettled=true")).some((grant) => grant.id === id && grant.reviewDue));
  await post(`/api/v1/grants/${id}/review`, ana, { verdict: "justified", note: "it was me" }, 403);
  await post(`/api/v1/grants/${id}/review`, cem, { verdict: "justified", note: "nobody answered" });
  assert.ok(!(await grantsOf(run, "&unsettled=true")).some((grant) => grant.id === id));
  await until(async () => (await notesOf(run)).some((text) => text.startsWith("BREAK-GLASS")));
  const log = (await ask(server, "GET", `/api/v1/grants/${id}/events`, { as: ana })).json();
  assert.equal(log.events.filter(({ type }: { type: string }) => type === "NoticeSent").length, 1);
});

test("[B4.4] what may not be granted is refused with what may, and a rehearsal lets nobody in", async () => {
  const run = await startRun();
  const wish = {
    step: "repair",
    on: "component:orders-db",
    connector: "postgres",
    as: ["pg_read_all_data"],
    reason: "why not",
  };
  const refused = async (more: object, words: RegExp, status = 422) => {
    const answer = await ask(server, "POST", `/api/v1/runs/${run}/grants`, {
      as: ana,
      body: { ...wish, ...more },
    });
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.json().detail, words);
  };
  await refused({ as: ["pg_write_all_data"] }, /grants pg_read_all_data by postgres, not pg_write_all_data/);
  await refused({ limitSeconds: 601 }, /600 s at most/);
  await refused({ connector: "http" }, /says nothing of how http reaches it/);
  await refused({ step: "look" }, /is pending: it is not open/, 409);
  await refused({ reason: "" }, /Say why/);
  await post(`/api/v1/runs/${run}/abort`, cem, { reason: "end of the test" });
  const rehearsal = await startRun("rehearsal");
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.deepEqual(await grantsOf(rehearsal), []);
  await post(`/api/v1/runs/${rehearsal}/grants`, ana, wish, 409);
});

test("[B4.4] the same from the command line: what waits, approval, the credential once, the end; nothing is said to be nothing", async () => {
  const cli = (as: string, ...args: readonly string[]) =>
    runVerb(["--url", server.url, "--as", as, "access", ...args]);
  const none = await cli(ana, "list", "--run", "r-unheard-of");
  assert.deepEqual([none.code, none.stdout], [0, ""]);
  assert.match(none.stderr, /no access has been asked for/i);

  const run = await startRun();
  const { id } = await untilGrant(run, ({ status }) => status === "asked");
  const listed = await cli(ben, "list", "--run", run, "--unsettled");
  assert.match(listed.stdout, new RegExp(`${id}  asked .*component:orders-db as pg_read_all_data`));
  const own = await cli(ana, "approve", id);
  assert.notEqual(own.code, 0);
  assert.match(own.stderr, /somebody else|not/i);
  assert.equal((await cli(ben, "approve", id, "--note", "go on")).code, 0);
  await untilGrant(run, ({ status }) => status === "open");
  const collected = await cli(ana, "collect", id, "--json");
  const { credential } = JSON.parse(collected.stdout) as { credential: Login };
  await (await login(credential)).end();
  assert.notEqual((await cli(ana, "collect", id)).code, 0, "it is handed over once");
  assert.equal((await cli(ben, "revoke", id, "--reason", "that is enough")).code, 0);
  await untilGrant(run, ({ status }) => status === "revoked");
  const shown = await cli(ana, "show", id);
  assert.match(shown.stdout, /approved by person:ben[^]*ended by person:ben: that is enough/);
  assert.ok(!shown.stdout.includes(credential.password));
  await post(`/api/v1/runs/${run}/abort`, cem, { reason: "end of the test" });
});
