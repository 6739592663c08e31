import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { gatedFetch, sessionGate, sessionSettled, watchSession } from "./session-gate.ts";

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
  sessionSettled(true);
  watchSession(false);
});

const problem = (status: number, code: string) => Response.json({ code }, { status });

/** A server that answers these, one after the other; what it was asked is kept. */
function answering(...answers: readonly Response[]) {
  const asked: { readonly key: string | null; readonly body: string }[] = [];
  let next = 0;
  globalThis.fetch = async (input) => {
    const request = input as Request;
    asked.push({ key: request.headers.get("idempotency-key"), body: await request.text() });
    return answers[next++] ?? Response.error();
  };
  return asked;
}

const command = () =>
  gatedFetch("http://127.0.0.1/api/v1/runs", {
    method: "POST",
    headers: { "idempotency-key": "k1" },
    body: "typed",
  });

const asksFor = async () => {
  await new Promise((resolve) => setImmediate(resolve));
  return sessionGate.get().reason;
};

test("a command that meets an ended session waits, and is sent again with its key and its body", async () => {
  watchSession(true);
  const asked = answering(problem(401, "not-authenticated"), Response.json({ ok: true }));
  const answer = command();
  while ((await asksFor()) === null);
  assert.equal(await asksFor(), "ended");
  sessionSettled(true);
  assert.equal((await answer).status, 200);
  assert.deepEqual(asked, [
    { key: "k1", body: "typed" },
    { key: "k1", body: "typed" },
  ]);
});

test("who does not want to sign in gets the refusal, and reads in the background ask no second time", async () => {
  watchSession(true);
  answering(problem(403, "sign-in-again"), problem(401, "not-authenticated"));
  const answer = command();
  while ((await asksFor()) === null);
  assert.equal(await asksFor(), "again");
  sessionSettled(false);
  assert.equal((await answer).status, 403);
  assert.equal((await gatedFetch("http://127.0.0.1/api/v1/runs")).status, 401);
  assert.equal(await asksFor(), null);
});

test("another refusal, and a server without sign-in, are answered as they are", async () => {
  watchSession(true);
  answering(problem(403, "role-missing"));
  assert.equal((await command()).status, 403);
  watchSession(false);
  answering(problem(401, "not-authenticated"));
  assert.equal((await command()).status, 401);
});
