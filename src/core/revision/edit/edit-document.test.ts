import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import * as fc from "fast-check";
import { commentsOf } from "../../document/format/comments-of.ts";
import { parseDocuments } from "../../document/parse-documents.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import { isJsonObject, type Json } from "../../model/json.ts";
import { splitDocuments } from "../split-documents.ts";
import { textDifference } from "../text-difference.ts";
import { editDocument } from "./edit-document.ts";
import { type ValueEdit, valueAfter } from "./value-edit.ts";

const orders = `# what users see
apiVersion: holdfast/v1
kind: Service
metadata: {name: orders,   title: 'Orders'}   # odd layout
spec:
    # who answers for it
    owner: team:shop
    objectives: {rpo: PT0S, rto: PT5M}

    dependsOn:
    - component:db   # the database
    # soft
    - {need: soft, on: service:mail}
`;

function edited(text: string, edit: ValueEdit): string {
  const result = editDocument(text, edit);
  assert.equal(result.status, "edited", JSON.stringify(result));
  return result.status === "edited" ? result.text : "";
}

const changedLines = (before: string, after: string) =>
  textDifference(before, after)
    .filter(({ type }) => type !== "same")
    .map(({ type, text }) => `${type === "added" ? "+" : "-"}${text}`);

test("a value that is set changes its own line and no other", () => {
  const after = edited(orders, { type: "set", path: ["spec", "owner"], value: "team:web" });
  assert.deepEqual(changedLines(orders, after), ["-    owner: team:shop", "+    owner: team:web"]);
});

test("a new field is written where the schema has it", () => {
  const order = ["description", "owner", "tier", "objectives"];
  const after = edited(orders, { type: "set", path: ["spec", "tier"], value: 2, order });
  assert.deepEqual(changedLines(orders, after), ["+    tier: 2"]);
  assert.ok(
    after.indexOf("tier") > after.indexOf("owner:") && after.indexOf("tier") < after.indexOf("objectives"),
  );
  const first = edited(orders, { type: "set", path: ["spec", "description"], value: "Text", order });
  assert.ok(first.indexOf("description: Text") < first.indexOf("# who answers"));
});

test("items of a list are added, moved and taken out with their comments", () => {
  const added = edited(orders, { type: "insert", path: ["spec", "dependsOn"], at: 1, value: "vendor:psp" });
  assert.deepEqual(changedLines(orders, added), ["+    - vendor:psp"]);
  const gone = edited(orders, { type: "remove", path: ["spec", "dependsOn", 0] });
  assert.deepEqual(changedLines(orders, gone), ["-    - component:db   # the database"]);
  const moved = edited(orders, { type: "move", path: ["spec", "dependsOn"], from: 1, to: 0 });
  assert.ok(moved.indexOf("service:mail") < moved.indexOf("component:db"));
  assert.deepEqual(commentsOf(moved), commentsOf(orders));
});

test("what is not there is made, also below an empty field", () => {
  const empty = "apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: a }\nspec:\n";
  const set = edited(empty, { type: "set", path: ["spec", "capacity"], value: 2 });
  assert.match(set, /spec:\n {2}capacity: 2\n/);
  assert.match(
    edited(empty, { type: "insert", path: ["spec", "skills"], at: 0, value: "sql" }),
    /skills:\n {4}- sql/,
  );
});

test("an alias, a text with errors and a place that is gone are refused with a reason", () => {
  const alias = "metadata: { labels: &l { a: b } }\nspec: { labels: *l }\n";
  const cases: readonly (readonly [string, ValueEdit])[] = [
    [alias, { type: "set", path: ["spec", "labels", "a"], value: "c" }],
    [alias, { type: "remove", path: ["metadata", "labels"] }],
    ["a: [", { type: "set", path: ["a"], value: 1 }],
    [orders, { type: "remove", path: ["spec", "dependsOn", 7] }],
    ["a: 1\n---\nb: 2\n", { type: "set", path: ["a"], value: 2 }],
  ];
  for (const [text, edit] of cases) assert.equal(editDocument(text, edit).status, "refused", text);
});

test("line ends stay as they are", () => {
  const text = "a: 1\r\nb: 2\r\n";
  assert.equal(edited(text, { type: "set", path: ["b"], value: 3 }), "a: 1\r\nb: 3\r\n");
});

const samples = ["../../../../lab/estate", "../../../cli/sample-estate"].flatMap((folder) => {
  const root = path.join(import.meta.dirname, folder);
  return readdirSync(root)
    .filter((name) => name.endsWith(".yaml"))
    .flatMap((name) => splitDocuments(readFileSync(path.join(root, name), "utf8")));
});

const valueOf = (text: string): Json => parseDocuments("", text).documents[0]?.value ?? null;

/** Every place in a value, what holds it before itself. */
function placesIn(value: Json, at: DocumentPath = []): readonly DocumentPath[] {
  if (Array.isArray(value)) {
    return [at, ...(value as readonly Json[]).flatMap((item, index) => placesIn(item, [...at, index]))];
  }
  if (!isJsonObject(value)) return [at];
  return [at, ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...at, key]))];
}

const atPath = (value: Json, [key, ...rest]: DocumentPath): Json | undefined => {
  if (key === undefined) return value;
  const inner = (value as { readonly [key: string | number]: Json } | null)?.[key];
  return inner === undefined ? undefined : atPath(inner, rest);
};

const newValue = fc.oneof(
  fc.constantFrom<Json>("team:x", "two\nlines\n", "# no comment", "yes", "", " blank ", 3, true, "PT5M"),
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.constantFrom<Json>(["a", "b"], { on: "service:x", need: "soft" }, { min: "PT1M", list: [{ a: 1 }] }),
);

const isPlain = (value: Json) => typeof value !== "object" && !String(value).includes("\n");

const kinds = ["set", "remove", "insert", "move", "add"] as const;

test("[A3.2] any edit of any value of the sample estates says what it should, keeps every comment elsewhere, and leaves other lines alone", () => {
  let made = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      fc.nat(),
      fc.constantFrom(...kinds),
      newValue,
      (text, seed, kind, value) => {
        const whole = valueOf(text);
        const places = placesIn(whole).slice(1);
        const at = places[seed % places.length] ?? [];
        const old = atPath(whole, at);
        const edit = editOf(kind, at, old, value, seed);
        const wanted = edit === null ? undefined : valueAfter(whole, edit);
        if (edit === null || wanted === undefined) return;
        const result = editDocument(text, edit);
        assert.equal(result.status, "edited", JSON.stringify(result));
        if (result.status !== "edited") return;
        made++;
        assert.deepEqual(valueOf(result.text), wanted);
        if (edit.type === "insert" || edit.type === "move" || (edit.type === "set" && old === undefined)) {
          assert.deepEqual(commentsOf(result.text), commentsOf(text));
        }
        if (edit.type === "set" && typeof old === "string" && isPlain(old) && isPlain(value)) {
          const removed = textDifference(text, result.text).filter(({ type }) => type === "removed");
          assert.ok(removed.length <= 1, `${removed.length} lines changed for one value`);
        }
      },
    ),
    { numRuns: 300 },
  );
  assert.ok(made > 80);
});

function editOf(
  kind: (typeof kinds)[number],
  at: DocumentPath,
  old: Json | undefined,
  value: Json,
  seed: number,
): ValueEdit | null {
  const length = Array.isArray(old) ? old.length : 0;
  switch (kind) {
    case "set":
      return { type: "set", path: at, value };
    case "remove":
      return { type: "remove", path: at };
    case "insert":
      return Array.isArray(old) ? { type: "insert", path: at, at: seed % (length + 1), value } : null;
    case "move":
      return length > 1 ? { type: "move", path: at, from: seed % length, to: (seed >> 3) % length } : null;
    case "add":
      return isJsonObject(old) ? { type: "set", path: [...at, "zzz"], value } : null;
    default:
      return kind satisfies never;
  }
}
