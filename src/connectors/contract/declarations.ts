import assert from "node:assert/strict";
import { test } from "node:test";
import type { Caller } from "./call.ts";

/** What a connector says of itself. */
export function describeDeclarations(
  { fixture }: Caller,
  name: string,
  names: { readonly checks: readonly string[]; readonly actions: readonly string[] },
): void {
  test("every capability is declared whole, and every one is tried", () => {
    const { connector, checks, actions } = fixture();
    assert.equal(connector.name, name);
    assert.ok(connector.title);
    assert.deepEqual(names.checks.toSorted(), Object.keys(connector.checks).toSorted());
    assert.deepEqual(names.actions.toSorted(), Object.keys(connector.actions).toSorted());
    assert.deepEqual(Object.keys(checks).toSorted(), names.checks.toSorted());
    assert.deepEqual(Object.keys(actions).toSorted(), names.actions.toSorted());
    for (const { title } of Object.values(connector.checks)) assert.ok(title);
    for (const [action, declared] of Object.entries(connector.actions)) {
      assert.ok(declared.title, action);
      assert.ok(declared.timeoutSeconds > 0, `${action} has a time limit`);
      assert.ok(
        declared.policy !== "observe" || declared.observe,
        `${action} can be observed, as its policy says`,
      );
    }
  });

  test("a parameter that is not known is refused, and so is none at all", () => {
    const { connector, checks, actions } = fixture();
    const all = [
      ...Object.entries(checks).map(([check, { holds }]) => [connector.checks[check], holds.with] as const),
      ...Object.entries(actions).map(([action, { done }]) => [connector.actions[action], done.with] as const),
    ];
    for (const [declared, parameters] of all) {
      assert.ok(declared?.parameters.safeParse(parameters).success, JSON.stringify(parameters));
      assert.ok(!declared.parameters.safeParse({ ...parameters, surplus: true }).success, declared.title);
      assert.ok(!declared.parameters.safeParse({}).success, declared.title);
    }
  });
}
