import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { assertSaysWhy, type Caller, noAccess, testCase } from "./call.ts";
import type { ActionContract, ConnectorFixture } from "./fixture.ts";

/** The part of the contract that concerns acts, for one action. */
export function describeActionContract(caller: Caller, name: string): void {
  describePlan(caller, name);
  describeOutcomes(caller, name);
  describeObserve(caller, name);
}

/** A part of what the fixture says of an action. */
function pick<Key extends keyof ActionContract>(name: string, key: Key) {
  return ({ actions }: ConnectorFixture) => actions[name]?.[key];
}

function describePlan(caller: Caller, name: string): void {
  const { fixture, call } = caller;
  for (const status of ["done", "failed", "unreachable"] as const) {
    testCase(
      `the plan of ${name} changes nothing where act would be ${status}`,
      caller,
      pick(name, status),
      async (given) => {
        await given.given?.();
        const before = await fixture().digest();
        const outcome = await call("plan", name, given.with);
        if (status === "done") assert.equal(outcome.status, "done", JSON.stringify(outcome));
        if (status === "unreachable") assert.notEqual(outcome.status, "done", JSON.stringify(outcome));
        assert.equal(await fixture().digest(), before);
      },
    );
  }
}

function describeOutcomes(caller: Caller, name: string): void {
  const { fixture, call } = caller;
  testCase(`action ${name} can be done`, caller, pick(name, "done"), async (done) => {
    await done.given?.();
    const acting = call("act", name, done.with);
    await done.meanwhile?.();
    const outcome = await acting;
    assert.equal(outcome.status, "done", JSON.stringify(outcome));
  });
  for (const status of ["failed", "unreachable"] as const) {
    testCase(
      `action ${name} can be ${status}, and nothing has changed then`,
      caller,
      pick(name, status),
      async (given) => {
        await given.given?.();
        const before = await fixture().digest();
        assertSaysWhy(await call("act", name, given.with), status);
        assert.equal(await fixture().digest(), before);
      },
    );
  }
  testCase(`action ${name} whose answer is lost is unknown`, caller, pick(name, "unknown"), async (given) => {
    await given.given?.();
    assertSaysWhy(await call("act", name, given.with), "unknown");
  });
  testCase(
    `action ${name} without access or already cancelled is unreachable`,
    caller,
    pick(name, "done"),
    async (done) => {
      await done.given?.();
      const before = await fixture().digest();
      assertSaysWhy(await call("act", name, done.with, { access: noAccess }), "unreachable");
      assertSaysWhy(await call("act", name, done.with, { signal: AbortSignal.abort() }), "unreachable");
      assert.equal(await fixture().digest(), before);
    },
  );
  testCase(
    `action ${name} cancelled after sending is unknown`,
    caller,
    pick(name, "cancelledAfterSending"),
    async (given) => {
      await given.given?.();
      const controller = new AbortController();
      const acting = call("act", name, given.with, { signal: controller.signal });
      await given.sent();
      controller.abort();
      assertSaysWhy(await acting, "unknown");
    },
  );
  testCase(`action ${name} takes effect once under one key`, caller, pick(name, "sameKey"), async (given) => {
    await given.given?.();
    const before = await given.effects();
    const key = randomUUID();
    assert.equal((await call("act", name, given.with, { key })).status, "done");
    assert.equal((await call("act", name, given.with, { key })).status, "done");
    assert.equal(await given.effects(), before + 1);
  });
}

function describeObserve(caller: Caller, name: string): void {
  const { fixture, call } = caller;
  test(`observing ${name} says failed before the act and done after it`, async (context) => {
    const contract = fixture().actions[name];
    assert.ok(contract);
    if (contract.observe !== "declared") return context.skip(contract.observe.absent);
    await contract.done.given?.();
    const key = randomUUID();
    assertSaysWhy(await call("observe", name, contract.done.with, { key }), "failed");
    const acting = call("act", name, contract.done.with, { key });
    await contract.done.meanwhile?.();
    assert.equal((await acting).status, "done");
    const digest = await fixture().digest();
    const outcome = await call("observe", name, contract.done.with, { key });
    assert.equal(outcome.status, "done", JSON.stringify(outcome));
    assert.equal(await fixture().digest(), digest);
  });
  test(`observing ${name} is declared exactly where the fixture says so`, () => {
    const declared = fixture().connector.actions[name]?.observe !== undefined;
    assert.equal(declared, fixture().actions[name]?.observe === "declared");
  });
}
