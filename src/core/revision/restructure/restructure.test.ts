import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseDocument } from "yaml";
import { formatPath } from "../../model/document-path.ts";
import type { Ref } from "../../model/ref.ts";
import { readWrittenDocuments } from "../written-document.ts";
import { editReferences } from "./edit-text.ts";
import { planRestructuring, restructuringFaults } from "./restructure.ts";
import type { Restructuring } from "./restructuring.ts";

const estate = `# Ours
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders, title: "Orders" } # name: not this
spec:
  owner: team:shop
  sites: [site:east, site:west]
  dependsOn:
    - component:db   # the first
    - { on: "service:fraud", need: soft }
    - on: service:identity
      phase: runtime
    - anyOf: [service:fraud, vendor:psp]
      atLeast: 1
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: fraud }
spec: { owner: team:risk, sites: [site:west], capacity: { orders: 10 } }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: identity }
spec: { owner: team:shop, sites: [site:east] }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: back }
spec:
  recovers: [service:fraud]
  accountable: team:risk
  steps:
    - { id: a, title: Bring service:fraud back, needs: { "team:risk": 1 } }
`;

const sha256 = (text: string) => text;
const documents = readWrittenDocuments("estate.yaml", estate, sha256).map(({ ref, file, text }) => ({
  ref: ref as Ref,
  file,
  text,
}));

function plan(change: Restructuring) {
  const found = planRestructuring(change, documents);
  const after = new Map<string, string | null>(found.changes.map(({ ref, text }) => [ref, text]));
  const places = (list: readonly { readonly ref: string; readonly path: readonly (string | number)[] }[]) =>
    list.map(({ ref, path }) => `${ref} ${formatPath(path)}`);
  return { ...found, after, touchedPlaces: places(found.touched), undecidedPlaces: places(found.undecided) };
}

test("[A6.6] a rename reaches every reference, keeps comments and quotes, and tells where words mention it", () => {
  const { after, touchedPlaces, undecidedPlaces } = plan({
    type: "rename",
    from: "service:fraud",
    to: "service:fraud-score",
  });
  assert.deepEqual(touchedPlaces, [
    "service:orders spec.dependsOn[1].on",
    "service:orders spec.dependsOn[3].anyOf[0]",
    "service:fraud ",
    "service:fraud-score metadata.name",
    "runbook:back spec.recovers[0]",
  ]);
  assert.deepEqual(undecidedPlaces, ["runbook:back spec.steps[0].title"]);
  assert.equal(after.get("service:fraud"), null);
  assert.match(after.get("service:fraud-score") ?? "", /metadata: \{ name: fraud-score \}/);
  const orders = documents[0]?.text ?? "";
  assert.equal(after.get("service:orders"), orders.replaceAll("service:fraud", "service:fraud-score"));
});

test("[A6.6] a key of a map that is a reference is renamed, too", () => {
  const { after } = plan({ type: "rename", from: "team:risk", to: "team:trust" });
  assert.match(after.get("runbook:back") ?? "", /needs: \{ "team:trust": 1 \}/);
});

test("[A6.6] a split makes everybody rely on all parts, and leaves to people what only people can tell", () => {
  const { after, undecidedPlaces } = plan({
    type: "split",
    from: "service:fraud",
    into: ["service:rules", "service:scores"],
  });
  const orders = after.get("service:orders") ?? "";
  assert.match(
    orders,
    /- \{ on: "service:rules", need: soft \}\n {4}- \{ on: "service:scores", need: soft \}/,
  );
  assert.match(orders, /anyOf: \[service:rules, service:scores, vendor:psp\]/);
  assert.match(after.get("runbook:back") ?? "", /recovers: \[service:rules, service:scores\]/);
  assert.ok(undecidedPlaces.includes("service:fraud spec.capacity"));
  const split = planRestructuring(
    { type: "split", from: "service:identity", into: ["service:a", "service:b"] },
    documents,
  );
  const [text] = split.changes.map((change) => change.text);
  assert.match(
    text ?? "",
    /- on: service:a\n {6}phase: runtime\n {4}- on: service:b\n {6}phase: runtime\n {4}- anyOf/,
  );
});

test("[A6.6] a merge names the one that stays once, and says in what the other one differed", () => {
  const { after, undecidedPlaces } = plan({
    type: "merge",
    from: ["service:fraud"],
    into: "service:identity",
  });
  assert.equal(after.get("service:fraud"), null);
  assert.match(after.get("service:orders") ?? "", /anyOf: \[service:identity, vendor:psp\]/);
  assert.ok(undecidedPlaces.includes("service:fraud spec.sites"));
});

test("[A6.6] what is divested is taken out of lists; what held it alone has to be decided", () => {
  const { after, undecidedPlaces } = plan({ type: "divest", refs: ["service:fraud", "team:risk"] });
  const orders = after.get("service:orders") ?? "";
  assert.doesNotMatch(orders, /fraud/);
  assert.match(
    orders,
    /component:db {3}# the first\n {4}- on: service:identity\n {6}phase: runtime\n {4}- anyOf: \[vendor:psp\]/,
  );
  assert.match(after.get("runbook:back") ?? "", /recovers: \[\]/);
  assert.ok(undecidedPlaces.includes("runbook:back spec.accountable"));
  assert.ok(undecidedPlaces.includes("runbook:back spec.steps[0].needs.team:risk"));
});

test("[A6.6] a move takes what is at a site to another, and nothing that merely names it", () => {
  const { after } = plan({ type: "move", from: "site:east", to: "site:west", only: null });
  assert.match(after.get("service:orders") ?? "", /sites: \[site:west\]/);
  assert.match(after.get("service:identity") ?? "", /sites: \[site:west\]/);
  const owners = plan({ type: "move", from: "team:shop", to: "team:risk", only: ["service:identity"] });
  assert.deepEqual([...owners.after.keys()], ["service:identity"]);
});

test("what makes no sense is said before anything is planned", () => {
  const has = (ref: Ref) => documents.some((document) => document.ref === ref);
  const faults = (change: Restructuring) => restructuringFaults(change, has).map(({ ref }) => ref);
  assert.deepEqual(faults({ type: "rename", from: "service:nobody", to: "service:fraud" }), [
    "service:nobody",
    "service:fraud",
  ]);
  assert.deepEqual(faults({ type: "merge", from: ["service:fraud"], into: "service:fraud" }), [
    "service:fraud",
  ]);
  assert.deepEqual(faults({ type: "rename", from: "service:fraud", to: "team:fraud" }), [
    "service:fraud",
    "team:fraud",
  ]);
});

test("however a list is written, taking references out of it or putting them in leaves YAML with just that changed", () => {
  const item = fc.constantFrom("service:a", "service:b", "service:c");
  const style = fc.constantFrom("flow", "block", "long");
  fc.assert(
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 6 }),
      style,
      fc.constantFrom(0, 2),
      (items, how, count) => {
        const lines = items.map((one) => (how === "long" ? `  - { on: ${one} } # x` : `  - ${one}`));
        const list = how === "flow" ? ` [${items.join(", ")}]` : `\n${lines.join("\n")}`;
        const text = `first: 1\nlist:${list}\nlast: 2\n`;
        const into: readonly Ref[] = count === 0 ? [] : ["service:x", "service:y"];
        const edited = editReferences(text, ["service:a"], () => into);
        const expected = items.flatMap((one) => (one === "service:a" ? into : [one]));
        const wanted = how === "long" ? expected.map((on) => ({ on })) : expected;
        assert.deepEqual(parseDocument(edited.text).toJS(), { first: 1, list: wanted, last: 2 }, edited.text);
      },
    ),
  );
});
