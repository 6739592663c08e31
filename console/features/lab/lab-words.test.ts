import assert from "node:assert/strict";
import { test } from "node:test";
import {
  applicationWords,
  databaseWords,
  probeWords,
  reasonWords,
  relayLines,
  verdictWords,
  writerWords,
} from "./lab-words.ts";

test("what the lab does not report is told as not observed, never as healthy", () => {
  for (const status of [{}, { sites: null, probe: "?", witness: [], writers: { violations: 3 } }]) {
    assert.equal(databaseWords(status, "east").kind, "not-verified");
    assert.equal(applicationWords(status, "east").kind, "not-verified");
    assert.equal(verdictWords(status).kind, "not-verified");
    assert.equal(probeWords(status).kind, "not-verified");
    assert.equal(writerWords(status).kind, "not-verified");
    assert.deepEqual(relayLines(status), [{ name: "Relay", text: "does not answer" }]);
  }
});

test("an outage that is over counts as orders succeeding, one that lasts as failing", () => {
  const probe = { acknowledged: 1 };
  const began = "2026-01-01T00:00:00.000Z";
  assert.equal(probeWords({ probe, impact: { beganAt: began, endedAt: null } }).kind, "failed");
  assert.equal(probeWords({ probe, impact: { beganAt: began, endedAt: began } }).kind, "ok");
});

test("a frozen database is told apart from a dead one", () => {
  const status = {
    sites: { east: { database: { status: "silent" } }, west: { database: { status: "refused" } } },
  };
  assert.notEqual(databaseWords(status, "east").word, databaseWords(status, "west").word);
});

test("a single overlap of writers is a failure", () => {
  assert.equal(writerWords({ writers: { violations: [] } }).kind, "ok");
  assert.equal(writerWords({ writers: { violations: [{}] } }).kind, "failed");
});

test("why an order failed is told without the braces of the answer, and text as it is", () => {
  const answer = '{"error":"upstream-refused","sent":false,"target":"east","message":"ECONNREFUSED"}';
  assert.equal(reasonWords(answer), "upstream-refused, east, ECONNREFUSED");
  assert.equal(reasonWords('{"else":1}'), '{"else":1}');
  assert.equal(reasonWords("timeout after 1 s"), "timeout after 1 s");
});
