import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveEstate } from "../../document/resolve-estate.ts";
import type { Ref } from "../../model/ref.ts";
import { entityRelations } from "./entity-relations.ts";
import { entityRow } from "./entity-row.ts";

const text = `
apiVersion: holdfast/v1
kind: Team
metadata: { name: shop, title: Shop }
spec: { lead: person:ana, members: [person:ana] }
---
apiVersion: holdfast/v1
kind: Person
metadata: { name: ana, title: Ana }
spec: { email: ana@shop.example, phone: "+1", contactConfirmedOn: 2026-10-01 }
---
apiVersion: holdfast/v1
kind: Site
metadata: { name: east, title: East }
spec: {}
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: db, title: Database }
spec: { site: site:east, type: database }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: orders, title: Orders }
spec:
  owner: team:shop
  tier: 1
  sites: [site:east]
  mode: single-site
  objectives: { rto: PT1H }
  dependsOn:
    - component:db
    - { anyOf: [vendor:a, vendor:b], atLeast: 1 }
    - { on: service:gone, need: soft, phase: runtime }
---
apiVersion: holdfast/v1
kind: Protection
metadata: { name: nightly, title: Nightly }
spec: { protects: component:db, method: backup, interval: P1D, restoreDuration: PT4H }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: restore, title: Restore }
spec: { purpose: restore, recovers: [service:orders], accountable: team:shop, steps: [{ id: a, title: A, person: { instructions: Do } }] }
`;

const { estate } = resolveEstate([{ type: "text", file: "estate.yaml", text }]);
const relations = (ref: Ref) => entityRelations(estate, estate.documents.get(ref) ?? assert.fail(ref));
const row = (ref: Ref) => entityRow(estate, estate.documents.get(ref) ?? assert.fail(ref));

test("[A1.3] dependencies are told both ways, with need, phase and group, and what stands in a site is told apart", () => {
  const told = relations("service:orders").reliesOn.map(({ members, atLeast, of, need, phase, origin }) => [
    members.map(({ ref, isMissing }) => `${ref}${isMissing ? " missing" : ""}`).join(" "),
    `${atLeast ?? "all"} of ${of}`,
    need,
    phase,
    origin,
  ]);
  assert.deepEqual(told, [
    ["site:east", "all of 1", "hard", "both", "site"],
    ["component:db", "all of 1", "hard", "both", "declared"],
    ["vendor:a missing vendor:b missing", "1 of 2", "hard", "both", "declared"],
    ["service:gone missing", "all of 1", "soft", "runtime", "declared"],
  ]);
  const [back] = relations("component:db").reliedOnBy;
  assert.deepEqual(
    back?.members.map(({ title }) => title),
    ["Orders"],
  );
  assert.equal(row("component:db").reliedOnBy, 1);
});

test("a service shows the copies of the data under it, and the runbooks that recover it", () => {
  const { protections, runbooks } = relations("service:orders");
  const [copy] = protections;
  assert.deepEqual(
    [copy?.ref, copy?.lossSeconds, copy?.restoreSeconds],
    ["protection:nightly", 86_400, 14_400],
  );
  assert.deepEqual(
    runbooks.map(({ name }) => name),
    ["restore"],
  );
});

test("what names a thing is told with the field, dependencies aside", () => {
  const { mentionedBy } = relations("team:shop");
  const told = mentionedBy.map(({ ref, fields }) => [ref, fields.join(" ")]);
  assert.deepEqual(told, [
    ["service:orders", "owner"],
    ["runbook:restore", "accountable"],
  ]);
  assert.deepEqual(
    relations("component:db").mentionedBy.map(({ ref }) => ref),
    ["protection:nightly"],
  );
});

test("whoever answers for a thing can be called: the people of its owner, the lead marked", () => {
  const [ana] = relations("service:orders").contacts;
  assert.deepEqual([ana?.title, ana?.role, ana?.phone], ["Ana", "lead", "+1"]);
});
