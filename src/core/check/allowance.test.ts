import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveEstate } from "../document/resolve-estate.ts";
import { examineEstate } from "./check-estate.ts";
import { exampleCatalogue } from "./example-catalogue.test-kit.ts";

const credential = (metadata: string, access: string) => `apiVersion: holdfast/v1
kind: Component
metadata: { name: db${metadata} }
spec: { access: { postgres: { host: db, port: 5432,
  password: hunter2 } } }${access}
`;

/** What stands and what is accepted of the findings on credentials and on suppressions, as `code line`. */
function examine(text: string, today = "2026-06-30") {
  const resolved = resolveEstate([{ type: "text", file: "f.yaml", text }]);
  const { diagnostics, suppressed } = examineEstate(resolved, exampleCatalogue, { today });
  const concerned = diagnostics.filter(({ code }) => /inline-credential|suppression/.test(code));
  return {
    standing: concerned.map(({ code, place }) => `${code} ${place.span.line}`),
    accepted: suppressed.map(({ diagnostic, allowance }) => `${diagnostic.code} ${allowance.reason}`),
  };
}

test("a document accepts a finding with a reason, and the finding is still told apart", () => {
  assert.deepEqual(examine(credential(", suppress: [{ code: inline-credential, reason: a toy }]", "")), {
    standing: [],
    accepted: ["inline-credential a toy"],
  });
});

test("a comment accepts a finding of its line, and of no other line", () => {
  const accepted = "inline-credential it is a toy";
  const behind = credential("", "").replace("} } }", "} } } # holdfast: allow inline-credential it is a toy");
  assert.deepEqual(examine(behind), { standing: [], accepted: [accepted] });
  const above = credential("", "").replace(
    "  password",
    "  # holdfast: allow inline-credential it is a toy\n  password",
  );
  assert.deepEqual(examine(above), { standing: [], accepted: [accepted] });
  const elsewhere = credential("", " \n# holdfast: allow inline-credential it is a toy");
  assert.deepEqual(examine(elsewhere).standing, ["inline-credential 5", "suppression-unused 6"]);
});

test("without a reason nothing is accepted, and that is told where the code stands", () => {
  const { standing, accepted } = examine(credential(", suppress: [{ code: inline-credential }]", ""));
  assert.deepEqual(standing, ["suppression-without-reason 3", "inline-credential 5"]);
  assert.deepEqual(accepted, []);
  const comment = credential("", "").replace("} } }", "} } } # holdfast: allow inline-credential");
  assert.deepEqual(examine(comment).standing, ["inline-credential 5", "suppression-without-reason 5"]);
});

test("what is accepted until a day holds on that day and not on the next", () => {
  const text = credential(", suppress: [{ code: inline-credential, reason: a toy, until: 2026-06-30 }]", "");
  assert.deepEqual(examine(text, "2026-06-30").standing, []);
  assert.deepEqual(examine(text, "2026-07-01").standing, ["suppression-expired 3", "inline-credential 5"]);
});

test("what is accepted in one document stands in another", () => {
  const one = credential(", suppress: [{ code: inline-credential, reason: a toy }]", "");
  const other = one.replace(
    "name: db, suppress: [{ code: inline-credential, reason: a toy }]",
    "name: other",
  );
  assert.deepEqual(examine(`${one}---\n${other}`).standing, ["inline-credential 11"]);
});

test("what makes a document unusable cannot be accepted", () => {
  const text = credential(", suppress: [{ code: dangling-reference, reason: it comes }]", "").replace(
    "spec: {",
    "spec: { owner: team:none,",
  );
  const resolved = resolveEstate([{ type: "text", file: "f.yaml", text }]);
  const codes = examineEstate(resolved, exampleCatalogue, { today: "2026-06-30" }).diagnostics.map(
    ({ code }) => code,
  );
  assert.ok(codes.includes("dangling-reference") && codes.includes("suppression-refused"), codes.join());
});

test("a code that is misspelt accepts nothing, and the right one is proposed", () => {
  const text = credential(", suppress: [{ code: inline-credentials, reason: a toy }]", "");
  assert.deepEqual(examine(text).standing, ["suppression-unknown-code 3", "inline-credential 5"]);
});

test("rules are timed by the clock that is given, each with what it found", () => {
  let now = 0;
  const resolved = resolveEstate([{ type: "text", file: "f.yaml", text: credential("", "") }]);
  const { timings } = examineEstate(resolved, exampleCatalogue, { today: "2026-06-30" }, () => (now += 5));
  assert.deepEqual(
    timings.find(({ code }) => code === "inline-credential"),
    { code: "inline-credential", milliseconds: 5, findings: 1 },
  );
});
