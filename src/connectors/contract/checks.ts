import assert from "node:assert/strict";
import { assertSaysWhy, type Caller, noAccess, testCase } from "./call.ts";
import type { CheckContract, ConnectorFixture } from "./fixture.ts";

/** The part of the contract that concerns readings, for one check. */
export function describeCheckContract(caller: Caller, name: string): void {
  const { fixture, call } = caller;
  const pick =
    <Key extends keyof CheckContract>(key: Key) =>
    ({ checks }: ConnectorFixture) =>
      checks[name]?.[key];

  testCase(
    `check ${name} is done when it holds, and changes nothing`,
    caller,
    pick("holds"),
    async (holds) => {
      await holds.given?.();
      const before = await fixture().digest();
      const outcome = await call("check", name, holds.with);
      assert.equal(outcome.status, "done", JSON.stringify(outcome));
      if (!fixture().checks[name]?.writes) assert.equal(await fixture().digest(), before);
    },
  );
  for (const status of ["failed", "unreachable"] as const) {
    testCase(`check ${name} can be ${status}, and says why`, caller, pick(status), async (given) => {
      await given.given?.();
      assertSaysWhy(await call("check", name, given.with), status);
    });
  }
  testCase(
    `check ${name} without access or already cancelled is unreachable`,
    caller,
    pick("holds"),
    async (holds) => {
      await holds.given?.();
      assertSaysWhy(await call("check", name, holds.with, { access: noAccess }), "unreachable");
      assertSaysWhy(await call("check", name, holds.with, { signal: AbortSignal.abort() }), "unreachable");
    },
  );
}
