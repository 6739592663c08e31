import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { decideRoles } from "./decide.ts";
import type { AccessEvent } from "./events.ts";
import { guessLimits, waitSeconds } from "./guesses.ts";
import { operationPermissions, permissionOfBody } from "./operations.ts";
import { passwordProblem } from "./password.ts";
import { mayDo, permissionTable, type Role, roles } from "./roles.ts";
import { type AccessState, evolve, holdersOf, initialAccessState, rolesOf } from "./state.ts";

const openapi = JSON.parse(readFileSync(path.join(import.meta.dirname, "../../../openapi.json"), "utf8")) as {
  readonly paths: { readonly [path: string]: { readonly [method: string]: { operationId: string } } };
};
const operations = Object.values(openapi.paths).flatMap((methods) =>
  Object.values(methods).map(({ operationId }) => operationId),
);

test("every operation of the API says who may use it, and nothing else is said", () => {
  assert.deepEqual(operations.toSorted(), Object.keys(operationPermissions).toSorted());
});

test("what changes something is open to nobody who only reads", () => {
  const reading = new Set(["read", "self", "open"]);
  for (const methods of Object.values(openapi.paths)) {
    const { post } = methods;
    if (post === undefined || /^(ask|get|list|plan)/.test(post.operationId)) continue;
    const needed = operationPermissions[post.operationId] ?? "open";
    // Senders of signals show a token of their own: see src/server/intake/sender.ts.
    if (/^take[A-Z]/.test(post.operationId) && post.operationId !== "takeStep") continue;
    if (reading.has(needed)) {
      // What is left changes only how the person signs in.
      assert.match(post.operationId, /sign|password|totp|passkey|factor|session|token|recovery/i);
    } else assert.ok(!mayDo(["viewer", "auditor"], needed as keyof typeof permissionTable), post.operationId);
  }
});

test("each role may do something that shows in the table, and an administrator steers no run by that", () => {
  for (const role of roles) assert.ok(mayDo([role], "read"));
  assert.ok(!mayDo(["administrator"], "run.steer"));
  assert.ok(!mayDo(["commander"], "run.approve"), "who steers approves nothing by that");
  assert.equal(permissionOfBody("startRun", { mode: "live" }), "run.start");
  assert.equal(permissionOfBody("startRun", { mode: "rehearsal" }), null);
});

const actor = { type: "person", ref: "person:root", teams: [] } as const;
const after = (events: readonly AccessEvent[], state = initialAccessState): AccessState =>
  events.reduce((so, event) => evolve(so, { ...event, actor, at: "2026-11-28T10:00:00.000Z" }), state);

function changed(
  state: AccessState,
  person: "person:ana" | "person:ben",
  grant: readonly Role[],
  revoke: readonly Role[] = [],
) {
  const decision = decideRoles(state, { person, grant, revoke, reason: "on call" });
  assert.equal(decision.status, "accepted");
  return decision.status === "accepted" ? after(decision.events, state) : state;
}

test("a grant holds until it is taken back, with who gave it, when and why", () => {
  const given = changed(initialAccessState, "person:ana", ["commander", "viewer"]);
  assert.deepEqual(rolesOf(given, "person:ana", []), ["viewer", "commander"]);
  assert.deepEqual(given.granted.get("person:ana")?.get("commander"), {
    role: "commander",
    by: "person:root",
    at: "2026-11-28T10:00:00.000Z",
    reason: "on call",
  });
  const taken = changed(given, "person:ana", [], ["commander"]);
  assert.deepEqual(rolesOf(taken, "person:ana", ["approver"]), ["viewer"]);
  assert.deepEqual(rolesOf(taken, "person:ben", ["approver"]), ["approver"], "others have the default");
});

test("what is so already makes no event, and a change without reason is refused", () => {
  const given = changed(initialAccessState, "person:ana", ["viewer"]);
  const again = decideRoles(given, {
    person: "person:ana",
    grant: ["viewer"],
    revoke: ["planner"],
    reason: "x",
  });
  assert.deepEqual(again, { status: "accepted", events: [] });
  const silent = decideRoles(given, { person: "person:ana", grant: ["planner"], revoke: [], reason: " " });
  assert.equal(silent.status === "refused" && silent.code, "reason-missing");
});

test("the last administrator stays, and what the provider gives is taken away there", () => {
  const one = changed(initialAccessState, "person:ana", ["administrator"]);
  const last = { person: "person:ana", grant: [], revoke: ["administrator"], reason: "leaves" } as const;
  const refusal = decideRoles(one, last);
  assert.equal(refusal.status === "refused" && refusal.code, "last-administrator");
  assert.deepEqual(holdersOf(changed(one, "person:ben", ["administrator"]), "administrator"), [
    "person:ana",
    "person:ben",
  ]);
  const issuer = "https://id.example";
  const set = (given: readonly Role[]): AccessEvent => ({
    type: "ProviderRolesSet",
    data: { person: "person:ben", roles: given, issuer, subject: "1" },
  });
  const provided = after([set(["planner", "auditor"]), set(["auditor"])]);
  assert.deepEqual(rolesOf(provided, "person:ben", []), ["auditor"], "the newest sign-in counts");
  const there = decideRoles(provided, { person: "person:ben", grant: [], revoke: ["auditor"], reason: "x" });
  assert.equal(there.status === "refused" && there.code, "role-from-provider");
});

test("guesses wait longer and longer, and nobody waits for ever", () => {
  for (const limit of Object.values(guessLimits)) {
    const waits = Array.from({ length: 10_000 }, (_, failures) => waitSeconds(failures, limit));
    assert.equal(waits[limit.free - 1], 0);
    assert.equal(waits[limit.free], 1);
    assert.ok(waits.every((wait, index) => index === 0 || wait >= (waits[index - 1] ?? 0)));
    assert.equal(waits.at(-1), limit.longestSeconds);
  }
  assert.ok(guessLimits.name.longestSeconds <= 60, "strangers can slow a name down for a minute at most");
});

test("a password is refused for what makes it easy to guess, and for nothing else", () => {
  for (const weak of [
    "short",
    "aaaaaaaaaaaaaaaa",
    "password123456",
    "ana-sample-ana-sample",
    "x".repeat(300),
  ]) {
    assert.ok(passwordProblem(weak, ["ana-sample"]), weak);
  }
  for (const good of ["four green boats sail", "Übergänge im Schnee", "zK9 qW2 pL5 x"]) {
    assert.equal(passwordProblem(good, ["ana-sample"]), null, good);
  }
});
