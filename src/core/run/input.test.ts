import assert from "node:assert/strict";
import { test } from "node:test";
import { InputError, resolveInput } from "./input.ts";
import { started, step } from "./run.test-kit.ts";

const state = (() => {
  const run = started([step("loss"), step("group.child"), step("open")]);
  run.succeed("loss", { records: 3, ids: ["a", "b"], at: { lsn: "0/1" } });
  run.succeed("group.child", { port: 5432 });
  return run.state();
})();

test("a template alone takes the value with its type, inside a text it becomes text", () => {
  assert.deepEqual(resolveInput("${steps.loss.output.ids}", state, "r1"), ["a", "b"]);
  assert.equal(resolveInput("${steps.loss.output.records}", state, "r1"), 3);
  assert.equal(resolveInput("lost ${steps.loss.output.records} in ${run.id}", state, "r1"), "lost 3 in r1");
  assert.deepEqual(resolveInput({ to: ["${steps.group.child.output.port}"] }, state, "r1"), { to: [5432] });
  assert.deepEqual(resolveInput("${steps.loss.output}", state, "r1"), {
    records: 3,
    ids: ["a", "b"],
    at: { lsn: "0/1" },
  });
});

test("a template without a value is an error that names the step, never an empty text", () => {
  assert.throws(() => resolveInput("${steps.loss.output.none}", state, "r1"), InputError);
  assert.throws(() => resolveInput("${steps.other.output.x}", state, "r1"), /other is not part of the run/);
  assert.throws(() => resolveInput("${env.PASSWORD}", state, "r1"), InputError);
  assert.throws(() => resolveInput("${steps.loss.output.__proto__}", state, "r1"), InputError);
});
