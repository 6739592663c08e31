import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { after, before, test } from "node:test";
import { operatorTokenFile } from "./operator-token.ts";
import { ask, startTestServer, type TestServer } from "./server.test-kit.ts";

let trusting: TestServer;
let strict: TestServer;
before(async () => {
  trusting = await startTestServer();
  strict = await startTestServer([]);
});
after(async () => {
  await trusting.stop();
  await strict.stop();
});

const body = { runbook: "by-hand", mode: "live", reason: "try" };

test("on a trusted loopback the header says who acts, with the teams of the estate", async () => {
  const me = await ask(trusting, "GET", "/api/v1/me", { as: "person:ben" });
  assert.deepEqual(me.json(), {
    actor: { type: "person", ref: "person:ben", teams: ["team:crisis"] },
    roles: ["viewer", "planner", "responder", "commander", "approver", "auditor", "administrator"],
    signedInAt: null,
    trustsLoopback: true,
  });
});

test("who is not in the estate, or names nobody, cannot command anything", async () => {
  const stranger = await ask(trusting, "POST", "/api/v1/runs", { as: "person:eve", body });
  assert.equal(stranger.status, 403);
  const team = await ask(trusting, "POST", "/api/v1/runs", { as: "team:dba", body });
  assert.equal(team.status, 403);
  const nobody = await ask(trusting, "POST", "/api/v1/runs", { body });
  assert.equal(nobody.status, 401);
  const runs = await ask(trusting, "GET", "/api/v1/runs");
  assert.deepEqual((runs.json() as { runs: unknown[] }).runs, []);
});

test("a page of another site cannot use a server that trusts its loopback", async () => {
  const rebound = await ask(trusting, "GET", "/api/v1/people", { headers: { host: "evil.example:7400" } });
  assert.equal((rebound.json() as { code: string }).code, "host-not-allowed");
  for (const headers of [
    { origin: "https://evil.example" },
    { origin: "http://127.0.0.1:9999" },
    { origin: "null" },
    { "sec-fetch-site": "cross-site" },
  ]) {
    const answer = await ask(trusting, "POST", "/api/v1/runs", { as: "person:ana", body, headers });
    assert.equal((answer.json() as { code: string }).code, "cross-site", JSON.stringify(headers));
  }
  const own = await ask(trusting, "GET", "/api/v1/people", { headers: { origin: "http://127.0.0.1" } });
  assert.equal(own.status, 200);
});

test("without trust the header is worth nothing and everything below /api needs a token", async () => {
  for (const url of ["/api/v1/runs", "/api/v1/people", "/api/v1/feed", "/api/v1/estate", "/api/v1/log"]) {
    const answer = await ask(strict, "GET", url, { as: "person:ana" });
    assert.equal(answer.status, 401, url);
    assert.equal(answer.headers["www-authenticate"], "Bearer");
  }
  assert.equal((await ask(strict, "GET", "/healthz")).status, 200);
});

test("the operator makes tokens for people and can command no run with the own one", async () => {
  const file = operatorTokenFile(strict.dataFolder);
  assert.equal(statSync(file).mode & 0o077, 0);
  const operator = { authorization: `Bearer ${readFileSync(file, "utf8").trim()}` };
  const made = await ask(strict, "POST", "/api/v1/tokens", {
    body: { person: "person:ana" },
    headers: operator,
  });
  assert.equal(made.status, 201, made.text);
  const { token } = made.json() as { token: string };
  const person = { authorization: `Bearer ${token}` };
  const started = await ask(strict, "POST", "/api/v1/runs", { body, headers: person });
  assert.equal((started.json() as { startedBy: { ref: string } }).startedBy.ref, "person:ana");
  const byOperator = await ask(strict, "POST", "/api/v1/runs", { body, headers: operator });
  assert.equal((byOperator.json() as { code: string }).code, "not-authorised");
  const byPerson = await ask(strict, "POST", "/api/v1/tokens", {
    body: { person: "person:ben" },
    headers: person,
  });
  assert.equal((byPerson.json() as { code: string }).code, "admin-only");
  const otherwise = await ask(strict, "GET", "/api/v1/me", { as: "person:ben", headers: person });
  assert.equal(otherwise.status, 403, "a token is that of one person only");
  const wrong = await ask(strict, "GET", "/api/v1/me", { headers: { authorization: "Bearer hf_wrong" } });
  assert.equal(wrong.status, 401);
  const log = await ask(strict, "GET", "/api/v1/log", { headers: operator });
  assert.ok(!log.text.includes(token), "the text of a token is kept nowhere");
});
