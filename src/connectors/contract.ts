import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { describeActionContract } from "./contract/actions.ts";
import { createCall } from "./contract/call.ts";
import { describeCheckContract } from "./contract/checks.ts";
import { describeDeclarations } from "./contract/declarations.ts";
import type { ConnectorFixture } from "./contract/fixture.ts";

/**
 * What holds for every connector, tried on real systems. `names` are the capabilities to be tried, since tests are
 * declared before the systems run; that they are all and only those of the connector is itself a test.
 */
export function describeConnectorContract(
  name: string,
  names: { readonly checks: readonly string[]; readonly actions: readonly string[] },
  makeFixture: () => Promise<ConnectorFixture>,
): void {
  describe(`the contract of connectors, for ${name}`, () => {
    let made: ConnectorFixture | undefined;
    before(async () => {
      made = await makeFixture();
    });
    after(() => made?.close());
    const fixture = () => {
      assert.ok(made);
      return made;
    };
    const caller = { fixture, call: createCall(fixture) };
    describeDeclarations(caller, name, names);
    for (const check of names.checks) describeCheckContract(caller, check);
    for (const action of names.actions) describeActionContract(caller, action);
  });
}
