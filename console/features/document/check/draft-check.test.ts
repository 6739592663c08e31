import assert from "node:assert/strict";
import { test } from "node:test";
import { quickFixOf } from "../editor/quick-fix.ts";
import { createDraftCheck } from "./draft-check.ts";

const team =
  "apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: shop }\nspec: { capacity: 1, members: [person:ana] }\n";
const person = "apiVersion: holdfast/v1\nkind: Person\nmetadata: { name: ana }\nspec: {}\n";
const service =
  "apiVersion: holdfast/v1\nkind: Service\nmetadata: { name: orders }\nspec: { owner: team:shop }\n";

const estate = [
  { name: "team:shop", text: team },
  { name: "person:ana", text: person },
  { name: "service:orders", text: service },
];

const check = createDraftCheck(estate, {}, "2026-11-28");

const codes = (found: readonly { readonly code: string }[]) => found.map(({ code }) => code);

test("a draft is judged with the whole estate, and its places count from its own first line", () => {
  const text = service.replace("team:shop", "team:shp");
  const { own } = check("service:orders", [{ name: "service:orders", text }]);
  const dangling = own.find(({ code }) => code === "dangling-reference");
  assert.equal(dangling?.place.span.line, 4);
  assert.match(dangling?.help ?? "", /team:shop/);
  assert.ok(!codes(check("service:orders", []).own).includes("dangling-reference"));
});

test("what a removal breaks elsewhere is told, and what was wrong there before is not", () => {
  const { elsewhere } = check("team:shop", [{ name: "team:shop", text: null }]);
  assert.deepEqual(
    elsewhere.filter(({ code }) => code === "dangling-reference").map(({ place }) => place.file),
    ["service:orders"],
  );
  assert.deepEqual(check("service:orders", []).elsewhere, []);
});

test("drafts see one another, and a name that is taken is found in the new document", () => {
  const drafts = [
    {
      name: "draft-1",
      text: service.replace("name: orders", "name: fraud").replace("team:shop", "team:new"),
    },
    { name: "draft-2", text: team.replace("name: shop", "name: new") },
  ];
  assert.ok(!codes(check("draft-1", drafts).own).includes("dangling-reference"));
  const copy = check("draft-3", [{ name: "draft-3", text: service }]);
  assert.ok(codes(copy.own).includes("duplicate-document"));
});

test("whatever is typed is answered with diagnostics, never with a failure", () => {
  for (const text of ["", "{", "- - -", "\u0000", "kind: Service\n", "a: &a [*a]"]) {
    assert.ok(Array.isArray(check("service:orders", [{ name: "service:orders", text }]).own), text);
  }
});

test("the repair that a finding names, put in its place, ends the finding", () => {
  const broken = [service.replace("team:shop", "team:shp"), service.replace("owner", "onwer")];
  for (const text of broken) {
    const [found] = check("service:orders", [{ name: "service:orders", text }]).own.filter(({ help }) =>
      help?.includes("did you mean"),
    );
    assert.ok(found);
    const { line, column, endColumn } = found.place.span;
    const lines = text.split("\n");
    const written = lines[line - 1] ?? "";
    const fix = quickFixOf(found, written.slice(column - 1, endColumn - 1));
    lines[line - 1] = written.slice(0, column - 1) + (fix?.text ?? "") + written.slice(endColumn - 1);
    assert.equal(lines.join("\n"), service);
  }
  assert.equal(quickFixOf({ help: "did you mean `a`?" }, "two words"), null);
  assert.equal(quickFixOf({ help: "did you mean `a`?" }, '"b"')?.text, '"a"');
});
