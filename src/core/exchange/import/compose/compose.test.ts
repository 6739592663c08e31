import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkedErrors,
  dataFile,
  findings,
  importFiles,
  importTexts,
  specOf,
  withoutData,
} from "../import.test-kit.ts";
import { importCompose } from "./compose.ts";

const project = `services:
  shop:
    image: shop:1
    depends_on:
      db: { condition: service_healthy }
      mail: { condition: service_started, required: false }
    links: [cache]
    environment:
      DB_HOST: db
      QUEUE_URL: amqp://user:secret@queue:5672/
      SHOP_NAME: db shop
  db: { image: postgres }
  mail: {}
  cache: {}
  queue:
    extends: { file: other.yaml, service: queue }
    depends_on: [queue, gone]
`;

test("[A3.2] depends_on is needed to start, links all the time, and what is not required is soft", () => {
  const result = importTexts(importCompose, project);
  assert.deepEqual(specOf(result, "component:shop"), {
    type: "container",
    dependsOn: [
      { on: "component:db", phase: "startup" },
      { on: "component:mail", need: "soft", phase: "startup" },
      "component:cache",
    ],
  });
});

test("[B2.2] host names in the environment are observations, and no dependencies", () => {
  const { observations } = importTexts(importCompose, project);
  assert.deepEqual(
    observations.map(({ from, to, source, detail }) => [from, to, source, detail]),
    [
      ["component:shop", "component:db", "setting", "environment variable DB_HOST"],
      ["component:shop", "component:queue", "setting", "environment variable QUEUE_URL"],
    ],
  );
});

test("no value of an environment reaches a document or a report", () => {
  assert.doesNotMatch(JSON.stringify(importTexts(importCompose, project)), /secret/);
});

test("what is not followed, dangles or points at itself is reported at its place", () => {
  const found = findings(importTexts(importCompose, project));
  for (const expected of [
    "unsupported-item 16:14 extends is not followed: import the file it names as well",
    "dangling-target 17:25 component:gone is not among what was imported",
    "self-reference 17:18 component:queue depends on itself",
  ])
    assert.ok(found.includes(expected), found.join("\n"));
});

test("later files are laid over earlier ones, and merge keys are followed", () => {
  const base = "x-base: &base\n  depends_on: [db]\nservices:\n  a:\n    <<: *base\n  db: {}\n  c: {}\n";
  const over = "services:\n  a:\n    depends_on: [c]\n";
  assert.deepEqual(specOf(importTexts(importCompose, base, over), "component:a"), {
    type: "container",
    dependsOn: [
      { on: "component:db", phase: "startup" },
      { on: "component:c", phase: "startup" },
    ],
  });
});

const demo = ["compose.yaml", "compose.full.yaml", "compose.observability.yaml", "compose.extras.yaml"];

test("the start-up edges of a real project are exactly those counted apart from this code", {
  skip: withoutData("otel-demo/edges.csv"),
}, () => {
  const result = importFiles(
    importCompose,
    demo.map((name) => dataFile(`otel-demo/${name}`)),
  );
  const rows = dataFile("otel-demo/edges.csv").text.trim().split("\n").slice(1);
  const wanted = rows.map((row) => row.split(",")).filter(([, , kind]) => kind?.includes("startup"));
  const found = result.documents.flatMap(({ name, value }) => {
    const { dependsOn = [] } = value["spec"] as { dependsOn?: readonly { on: string }[] };
    return dependsOn.map(({ on }) => `${name} ${on.split(":")[1]}`);
  });
  assert.deepEqual(found.toSorted(), wanted.map(([from, to]) => `${from} ${to}`).toSorted());
  assert.deepEqual(checkedErrors(result), []);
  const runtime = new Set(
    rows.filter((row) => row.includes("runtime")).map((row) => row.split(",").slice(0, 2).join(" ")),
  );
  const hinted = result.observations.map(({ from, to }) => `${from.split(":")[1]} ${to.split(":")[1]}`);
  const seen = [...runtime].filter((edge) => hinted.includes(edge));
  assert.ok(seen.length >= runtime.size * 0.9, `${seen.length} of ${runtime.size}`);
});

test("an alias bomb is answered with a place and does not grow", () => {
  const levels = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"
      : `a${level}: &a${level} [${`*a${level - 1}, `.repeat(9)}*a${level - 1}]`,
  );
  const result = importTexts(importCompose, `${levels.join("\n")}\nservices: {}\n`);
  assert.match(findings(result, "syntax")[0] ?? "", /^syntax \d+:\d+ its aliases copy too many values/);
});
