import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import type { Ref } from "#core/model/ref.ts";
import { AccessError, type CallContext } from "#connectors/connector.ts";
import type { Absent, ConnectorFixture } from "./fixture.ts";

/** How the tests call capabilities: parsed parameters, a fresh key and signal unless given. */
export type Caller = {
  readonly fixture: () => ConnectorFixture;
  readonly call: (
    capability: "check" | "plan" | "act" | "observe",
    name: string,
    parameters: JsonObject,
    context?: Partial<CallContext>,
  ) => Promise<Outcome>;
};

/** A caller of the capabilities of a fixture; every outcome is looked through on its way. */
export function createCall(fixture: () => ConnectorFixture): Caller["call"] {
  return async (capability, name, given, context = {}) => {
    const { connector, access, secrets } = fixture();
    const declared = capability === "check" ? connector.checks[name] : connector.actions[name];
    assert.ok(declared, `${connector.name} has no ${capability} ${name}`);
    const parameters: unknown = declared.parameters.parse(given);
    const full = { access, key: randomUUID(), signal: new AbortController().signal, ...context };
    const run =
      capability === "check" ? connector.checks[name]?.check : connector.actions[name]?.[capability as "act"];
    assert.ok(run, `${name} cannot ${capability}`);
    const outcome = await run(parameters, full);
    const text = JSON.stringify(outcome);
    assert.ok(isDeepStrictEqual(JSON.parse(text), outcome), `an outcome is JSON and nothing else: ${text}`);
    for (const secret of secrets)
      assert.ok(!text.includes(secret), `a secret stands in an outcome of ${name}`);
    return outcome;
  };
}

/** Declares a test of a case, or a skipped one that says why there is no such case. */
export function testCase<Given extends object>(
  title: string,
  { fixture }: Caller,
  pick: (fixture: ConnectorFixture) => Given | Absent | undefined,
  body: (given: Given) => Promise<void>,
): void {
  test(title, async (context) => {
    const given = pick(fixture());
    assert.ok(given, "the fixture says nothing of this capability");
    if ("absent" in given) return context.skip(given.absent);
    await body(given);
  });
}

/** What a component without the declaration has. */
export function noAccess(component: Ref): Promise<JsonObject> {
  return Promise.reject(new AccessError(`${component} declares no access`));
}

/** The outcome has this status and tells a person something. */
export function assertSaysWhy(outcome: Outcome, status: "failed" | "unreachable" | "unknown"): void {
  assert.equal(outcome.status, status, JSON.stringify(outcome));
  assert.ok("message" in outcome && outcome.message.length > 10, JSON.stringify(outcome));
}
