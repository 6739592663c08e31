import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveEstate } from "../../document/resolve-estate.ts";
import type { Look, LookTopic } from "./look.ts";
import { looksOfEstate } from "./looks-of-estate.ts";

const today = "2026-06-30";

function looks(topic: LookTopic, text: string): readonly Look[] {
  const resolved = resolveEstate([{ type: "text", file: "f.yaml", text }]);
  return looksOfEstate(resolved, today).filter((look) => look.topic === topic);
}

function document(kind: string, name: string, spec: string): string {
  return `apiVersion: holdfast/v1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n---\n`;
}

const tasks = (found: readonly Look[]) => found.map(({ task }) => task);

test("[A3.1] each credential that a component or a step names is asked for, once per document", () => {
  const text = [
    document(
      "Component",
      "db",
      "{ access: { postgres: { password: secret:env/A, replicationPassword: secret:env/A } } }",
    ),
    document(
      "Runbook",
      "r",
      "{ purpose: restore, accountable: team:a, steps: [{ id: a, action: { connector: http, do: transaction, with: { headers: { x: secret:file/b } } } }] }",
    ),
  ].join("");
  assert.deepEqual(tasks(looks("credential", text)), [
    { type: "read-secret", reference: "secret:env/A" },
    { type: "read-secret", reference: "secret:file/b" },
  ]);
});

test("addresses are read from host and port and from URLs, and what is a template or a secret is none", () => {
  const access = `{
    postgres: { host: db.example, port: 5432 }, http: { baseUrl: "https://shop.example/base" },
    relay: { controlUrl: "http://[::1]:17400" }, other: { url: "http://\${x}/", more: secret:env/URL, host: only } }`;
  assert.deepEqual(tasks(looks("host", document("Component", "c", `{ access: ${access} }`))), [
    { type: "connect", host: "db.example", port: 5432 },
    { type: "connect", host: "shop.example", port: 443 },
    { type: "connect", host: "::1", port: 17400 },
  ]);
});

test("a program is looked for once, whether the access allows it or a runbook calls it, and asked for a declared version", () => {
  const text = [
    document(
      "Component",
      "host",
      '{ access: { command: { allowed: [/bin/a, /bin/b], versions: { /bin/a: { says: "18." } } } } }',
    ),
    document(
      "Runbook",
      "r",
      '{ purpose: restore, accountable: team:a, steps: [{ id: a, action: { connector: command, do: run, with: { target: "component:host", program: /bin/b } } }, { id: c, action: { connector: command, do: run, with: { target: "component:host", program: /bin/c } } }] }',
    ),
  ].join("");
  const component = "component:host";
  assert.deepEqual(tasks(looks("command", text)), [
    { type: "find-program", component, program: "/bin/a" },
    { type: "find-program", component, program: "/bin/b" },
    { type: "find-program", component, program: "/bin/c" },
    { type: "ask-version", component, program: "/bin/a", arguments: ["--version"], says: "18." },
  ]);
});

const replica = [
  document("Component", "a", "{ capacity: { x: 10, y: 5 }, access: { postgres: {} } }"),
  document(
    "Component",
    "b",
    "{ replicaOf: component:a, site: site:w, capacity: { x: 9 }, access: { postgres: {} } }",
  ),
  document("Protection", "p", "{ protects: component:a, method: async-replication, target: component:b }"),
  document("Component", "c", "{ replicaOf: component:a }"),
].join("");

test("a copy that two documents declare is looked at once; one that no connector reaches is not looked at, and says so", () => {
  assert.deepEqual(
    tasks(looks("replica", replica)).map((task) => (task.type === "settled" ? task.outcome : task)),
    [{ type: "compare-replica", primary: "component:a", standby: "component:b" }, "not-looked-at"],
  );
  assert.deepEqual(tasks(looks("site", replica)), [
    { type: "ask-site", component: "component:b", site: "site:w" },
  ]);
});

test("the capacity of a standby holds up to what the active one carries, and what is not declared is unknown, not zero", () => {
  const outcomes = looks("capacity", replica).flatMap(({ task, about }) =>
    task.type === "settled" ? [`${about} ${task.outcome}`] : [],
  );
  assert.deepEqual(outcomes, [
    "component:b does-not-hold",
    "component:b unknown",
    "component:c unknown",
    "component:c unknown",
  ]);
  const enough = replica.replace("x: 9", "x: 10");
  assert.equal(
    looks("capacity", enough).filter(({ task }) => task.type === "settled" && task.outcome === "holds")
      .length,
    1,
  );
});

test("a contact holds for 90 days, does not on the 91st, and is unknown without a date or with one to come", () => {
  const outcomeOf = (spec: string) => {
    const [look] = looks("contact", document("Person", "p", spec));
    return look?.task.type === "settled" ? look.task.outcome : null;
  };
  assert.equal(outcomeOf("{ contactConfirmedOn: 2026-04-01 }"), "holds");
  assert.equal(outcomeOf("{ contactConfirmedOn: 2026-03-31 }"), "does-not-hold");
  assert.equal(outcomeOf("{ contactConfirmedOn: 2026-07-01 }"), "unknown");
  assert.equal(outcomeOf("{}"), "unknown");
});

test("a document with errors is counted as not looked at, since nobody can tell what it asks for", () => {
  const [look] = looks("document", document("Component", "c", "{ access: 5 }"));
  assert.deepEqual(
    [look?.about, look?.task.type === "settled" && look.task.outcome],
    ["component:c", "not-looked-at"],
  );
});
