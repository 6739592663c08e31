import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { stringify } from "yaml";
import { type Estate, findDocument } from "../../../model/estate.ts";
import { estateOf, labEstate, sha256 } from "../export.test-kit.ts";
import { buildPlanBook } from "./build-plan-book.ts";
import type { PlanBook } from "./plan-book.ts";
import { planBookMarkdown } from "./plan-book-markdown.ts";

function bookOf(estate: Estate, name = "orders-without-east"): PlanBook {
  const plan = findDocument(estate, "Plan", name);
  assert.ok(plan, "the plan is valid");
  return buildPlanBook(estate, plan, { printedOn: "2026-06-30", sha256 });
}

const document = (kind: string, name: string, spec: object, title?: string) =>
  `---\n${stringify({ apiVersion: "holdfast/v1", kind, metadata: { name, ...(title === undefined ? {} : { title }) }, spec })}`;

test("[A3.1] a plan book holds who declares, whom to call, each step to tick with its way by hand, and lines to sign", () => {
  const text = planBookMarkdown(bookOf(labEstate()));
  assert.match(text, /^\| 1 \| Dev Sample, \+1-555-0104 \| at once \|$/m);
  assert.match(text, /^\| 2 \| Chloe Sample, \+1-555-0103 \| after 1 min \|$/m);
  assert.match(text, /^ {2}- \[ \] \*\*1\.2\*\* Kill every process of the database of east/m);
  assert.match(text, /By hand: Cut the power of the host of east/);
  assert.match(text, /^ {2}- \[ \] Accept the loss and go on$/m);
  assert.match(text, /Approved for Crisis team, not whoever started: \\_/);
  assert.match(text, /Verify: `postgres fenced target=component:orders-db-east`/);
});

test("[A3.3] a plan book says for each audience the channel, the text, who sends and who approves, and by when", () => {
  const text = planBookMarkdown(bookOf(labEstate()));
  const customers = text.slice(text.indexOf("### Customers"), text.indexOf("### Staff"));
  for (const said of [
    "status-page",
    "Clear Status",
    "Chloe Sample, +1-555-0103",
    "Dev Sample",
    "4 h",
    "30 min",
  ])
    assert.ok(customers.includes(said), said);
});

test("what a plan names and nobody describes is told, not passed over", () => {
  const estate = estateOf(document("Plan", "p", { owner: "team:ops", covers: ["service:shop"] }));
  assert.deepEqual(bookOf(estate, "p").missing, ["service:shop", "team:ops"]);
  assert.deepEqual(bookOf(labEstate()).missing, []);
});

test("steps are named by their numbers wherever another step waits for them", () => {
  const steps = bookOf(labEstate())
    .sections.flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.type === "steps" ? block.steps : []));
  const decide = steps.find(({ title }) => title === "Accept the loss or stop");
  const prove = steps.find(({ title }) => title === "Prove that east cannot write");
  const loss = steps.find(({ title }) => title === "State what the promotion of west would lose");
  const after = decide?.details.find(({ label }) => label === "After")?.text;
  assert.equal(after, `${prove?.number}, ${loss?.number}`);
});

test("the number of the content changes with anything in the book, and with nothing else", () => {
  const hash = (estate: Estate) => bookOf(estate).hash;
  const plain = hash(labEstate());
  assert.equal(plain, hash(labEstate(document("Service", "unrelated", { owner: "team:shop" }))));
  const further = (phone: string) =>
    labEstate(document("Person", "eve", { teams: ["team:dba"], phone }, "Eve"));
  assert.notEqual(hash(further("+1-555-0177")), plain);
  assert.notEqual(hash(further("+1-555-0177")), hash(further("+1-555-0178")));
});

test("texts of the documents never become markup", () => {
  const evil =
    "<img src=x onerror=alert(1)> [click](javascript:x) `rm -rf` **bold** # head | cell $x$ &lt; ![i](u)";
  const estate = estateOf(
    [
      document("Team", "ops", { members: ["person:eve"] }, evil),
      document("Person", "eve", { phone: "| 1 |" }, evil),
      document("Service", "shop", {}, evil),
      document(
        "Runbook",
        "restore",
        {
          purpose: "restore",
          recovers: ["service:shop"],
          accountable: "team:ops",
          description: `# head\n- item\n1. one\n${evil}`,
          steps: [{ id: "one", title: evil, person: { instructions: evil }, workaround: evil }],
        },
        evil,
      ),
      document(
        "Plan",
        "p",
        {
          covers: ["service:shop"],
          runbooks: ["runbook:restore"],
          roles: [{ role: evil, holder: "person:eve" }],
        },
        evil,
      ),
    ].join(""),
  );
  const text = planBookMarkdown(bookOf(estate, "p"));
  assert.doesNotMatch(text, /(?<!\\)<(?!br>)/, "no tag begins");
  assert.doesNotMatch(text, /(?<!\\)\[(?!( |x)\] )/, "no link begins; what is left are boxes to tick");
  assert.match(text, /^\\# head$/m);
  assert.match(text, /^\\- item$/m);
  assert.match(text, /^1\\\. one$/m);
  for (const row of text.split("\n").filter((line) => line.startsWith("| "))) {
    const cells = row.split(/(?<!\\)\|/).length - 2;
    assert.ok([3, 4, 5].includes(cells), `${cells} cells: ${row}`);
  }
});

test("a book can be made of any plan that is valid", () => {
  const ref = fc.constantFrom(
    "team:ops",
    "person:eve",
    "service:shop",
    "runbook:restore",
    "vendor:none",
    "site:none",
  );
  const text = fc.string({ minLength: 1 }).map((any) => `x${any}`);
  const spec = fc.record(
    {
      covers: fc.array(ref, { maxLength: 2 }),
      runbooks: fc.array(ref, { maxLength: 2 }),
      scenarios: fc.array(ref, { maxLength: 1 }),
      controlPath: fc.array(ref, { maxLength: 2 }),
      authority: fc.record(
        { declare: fc.array(fc.record({ who: ref }), { maxLength: 2 }), standDown: ref },
        { requiredKeys: [] },
      ),
      roles: fc.array(fc.record({ role: text, holder: ref, deputies: fc.array(ref, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
      communication: fc.array(fc.record({ audience: text, template: text }), { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(spec, text, (some, title) => {
      const estate = estateOf(document("Person", "eve", {}) + document("Plan", "p", some, title));
      const plan = findDocument(estate, "Plan", "p");
      if (plan) planBookMarkdown(buildPlanBook(estate, plan, { printedOn: "2026-06-30", sha256 }));
    }),
    { numRuns: 500 },
  );
});
