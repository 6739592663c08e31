import assert from "node:assert/strict";
import { test } from "node:test";
import { allConnectors } from "./all-connectors.ts";

for (const { name, actions, checks, meaning } of allConnectors) {
  test(`every capability of ${name} says what it means to the checker, and none that is not there`, () => {
    assert.ok(meaning);
    assert.deepEqual(Object.keys(meaning.actions).toSorted(), Object.keys(actions).toSorted());
    assert.deepEqual(Object.keys(meaning.checks).toSorted(), Object.keys(checks).toSorted());
  });

  test(`the parameters that the meaning of ${name} relies on are parameters`, () => {
    const fieldsOf = (parameters: unknown) =>
      Object.keys((parameters as { readonly shape?: object }).shape ?? {});
    for (const [check, { subject }] of Object.entries(meaning?.checks ?? {})) {
      if (subject) assert.ok(fieldsOf(checks[check]?.parameters).includes(subject), `${check}: ${subject}`);
    }
    for (const [action, { demandsFenced }] of Object.entries(meaning?.actions ?? {})) {
      const fields = fieldsOf(actions[action]?.parameters);
      if (demandsFenced) assert.ok(fields.includes(demandsFenced), `${action}: ${demandsFenced}`);
    }
  });
}
