import assert from "node:assert/strict";
import { test } from "node:test";
import { checkedErrors, findings, importTexts, specOf } from "../import.test-kit.ts";
import { importBackstage } from "./backstage.ts";

const head = (kind: string, name: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\n`;

const catalogue = [
  `${head("Component", "orders")}  title: Order intake
  links: [{ url: "https://example.org", title: Home }]
spec:
  type: service
  lifecycle: production
  owner: group:default/shop
  system: selling
  dependsOn: [resource:orders-db, component:gone, component:orders]
  consumesApis: [prices]
  subdomain: x
`,
  `${head("Component", "pricing")}spec: { type: service, owner: user:ana, providesApis: [prices] }\n`,
  `${head("API", "prices")}spec: { type: openapi, owner: shop, definition: "openapi: 3.1.0" }\n`,
  `${head("API", "unused")}spec: { type: grpc, owner: shop }\n`,
  `${head("Resource", "orders-db")}spec: { type: database, owner: shop, dependencyOf: [component:pricing] }\n`,
  `${head("System", "selling")}spec: { owner: shop }\n`,
  `${head("Group", "shop")}spec: { type: team, children: [], members: [ana] }\n`,
  `${head("User", "ana")}spec: { profile: { email: ana@example.org }, memberOf: [shop] }\n`,
  `${head("Location", "more")}spec: { targets: [./more.yaml] }\n`,
].join("---\n");

test("[A3.2] a catalogue becomes services, components, functions, teams and people with their relations", () => {
  const result = importTexts(importBackstage, catalogue);
  assert.deepEqual(specOf(result, "service:orders"), {
    owner: "team:shop",
    dependsOn: ["component:orders-db", "service:gone", "service:orders", "component:prices"],
  });
  assert.deepEqual(specOf(result, "component:prices"), {
    type: "api: openapi",
    owner: "team:shop",
    dependsOn: ["service:pricing"],
  });
  assert.deepEqual(specOf(result, "service:pricing"), {
    owner: "person:ana",
    dependsOn: ["component:orders-db"],
  });
  assert.deepEqual(specOf(result, "function:selling"), { owner: "team:shop", dependsOn: ["service:orders"] });
  assert.deepEqual(specOf(result, "team:shop"), { members: ["person:ana"] });
  assert.deepEqual(specOf(result, "person:ana"), { email: "ana@example.org", teams: ["team:shop"] });
});

test("dangling, self-referring and unsupported parts of a catalogue are reported", () => {
  const found = findings(importTexts(importBackstage, catalogue)).map((each) => each.replace(/ \d+:\d+/, ""));
  for (const expected of [
    "dangling-target service:gone is not among what was imported",
    "self-reference service:orders depends on itself",
    "risk nothing among what was imported provides component:unused",
    "unsupported-item Location has no place in the documents",
    "unsupported-field Component.spec.subdomain has no place in the documents",
    "unsupported-field API.spec.definition has no place in the documents",
  ])
    assert.ok(found.includes(expected), `${expected}\n${found.join("\n")}`);
});

test("entities of one name in two namespaces stay two, and references find the right one", () => {
  const other = head("Component", "db").replace("name: db", "name: db\n  namespace: eu");
  const user = head("Component", "app").replace("name: app", "name: app\n  namespace: eu");
  const result = importTexts(
    importBackstage,
    [
      `${head("Component", "db")}spec: { type: service }\n`,
      `${other}spec: { type: service }\n`,
      `${user}spec: { type: service, dependsOn: [component:db, component:default/db] }\n`,
    ].join("---\n"),
  );
  assert.deepEqual(specOf(result, "service:app"), { dependsOn: ["service:db-2", "service:db"] });
});

test("what a check says of an imported catalogue is true of it", () => {
  const errors = checkedErrors(importTexts(importBackstage, catalogue));
  assert.deepEqual(
    errors.filter((error) => !error.includes("service:orders")),
    [],
  );
});
