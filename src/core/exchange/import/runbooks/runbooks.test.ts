import assert from "node:assert/strict";
import { globSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import {
  checkedErrors,
  dataFile,
  dataFolder,
  findings,
  importFiles,
  importTexts,
  specOf,
  withoutData,
} from "../import.test-kit.ts";
import { importCacao } from "./cacao.ts";
import { importMarkdown } from "./markdown.ts";
import { importRundeck } from "./rundeck.ts";

type Step = {
  readonly id: string;
  readonly after?: readonly string[];
  readonly person: { readonly instructions: string };
};
const stepsOf = (result: Parameters<typeof specOf>[0], ref: string) =>
  (specOf(result, ref) as { readonly steps?: readonly Step[] } | undefined)?.steps ?? [];

const markdown = `# Database is down

## Meaning

It does not answer.

## Fence it

Stop the old one first:

\`\`\`sh
# not a heading
systemctl stop db
\`\`\`

Then look:

~~~
systemctl status db
~~~

## Tell people
`;

test("[A3.1] sections and code blocks of a Markdown runbook become steps of a person, marked for review", () => {
  const result = importFiles(importMarkdown, [{ file: "docs/db-down.md", text: markdown }]);
  assert.equal(
    (specOf(result, "runbook:db-down") as { description: string }).description,
    "It does not answer.",
  );
  assert.deepEqual(
    stepsOf(result, "runbook:db-down").map(({ id, person }) => [id, person.instructions]),
    [
      ["fence-it", "Stop the old one first:\n\n```\n# not a heading\nsystemctl stop db\n```"],
      ["fence-it-2", "Then look:\n\n```\nsystemctl status db\n```"],
    ],
  );
  assert.ok(findings(result, "needs-review").length > 0);
  assert.deepEqual(findings(result, "unsupported-item"), [
    "unsupported-item 22:1 a heading with nothing under it is no step",
  ]);
  assert.match(JSON.stringify(result.documents[0]?.value), /"holdfast.import\/review":"needed/);
});

test("a text without anything to do is reported, not made into a runbook", () => {
  const result = importTexts(importMarkdown, "# Title\n\nOnly words.\n");
  assert.deepEqual(result.documents, []);
  assert.match(findings(result)[0] ?? "", /unsupported-item 1:1 it has no section with something to do/);
});

for (const folder of ["openshift-runbooks", "gitlab-runbooks/docs"]) {
  test(`the runbooks of ${folder} become documents whose only errors are what their texts do not say`, {
    skip: withoutData(folder),
  }, () => {
    const files = globSync("**/*.md", { cwd: path.join(dataFolder, folder) }).sort();
    const result = importFiles(
      importMarkdown,
      files.map((file) => ({ ...dataFile(`${folder}/${file}`), file })),
    );
    const without = result.report.findings.filter(({ code }) => code === "unsupported-item");
    const unmade = without.reduce(
      (sum, { message, count }) => sum + (message.startsWith("it has no section") ? count : 0),
      0,
    );
    assert.equal(result.documents.length + unmade, files.length);
    assert.ok(result.documents.length > files.length * 0.7, `${result.documents.length} of ${files.length}`);
    const kinds = new Set(checkedErrors(result).map((error) => error.split(" ")[0]));
    kinds.delete("missing-accountable");
    kinds.delete("inline-credential");
    assert.deepEqual([...kinds], []);
  });
}

const jobs = `- name: Fail over
  group: dr
  uuid: 7
  loglevel: INFO
  sequence:
    commands:
      - description: Stop it
        exec: systemctl stop db
      - jobref: { name: Promote, group: dr }
      - { script: "echo a\\necho b", args: -x }
      - { nothing: 1 }
- name: Empty
`;

test("[A3.2] a job becomes a runbook of a person's steps, and what is not understood is reported", () => {
  const result = importTexts(importRundeck, jobs);
  assert.deepEqual(
    stepsOf(result, "runbook:dr-fail-over").map(({ id, person }) => [id, person.instructions]),
    [
      ["stop-it", "Run:\nsystemctl stop db"],
      ["promote", "Carry out the runbook Promote"],
      ["step-3", "Run this script:\necho a\necho b\n\nArguments: -x"],
    ],
  );
  const found = findings(result).map((each) => each.replace(/ \d+:\d+/, ""));
  for (const expected of [
    "unsupported-item a command of a kind that is not known",
    'bad-value the job "Empty" has no commands',
    "unsupported-field [].loglevel has no place in the documents",
  ])
    assert.ok(found.includes(expected), found.join("\n"));
});

const playbook = {
  type: "playbook",
  spec_version: "cacao-2.0",
  id: "playbook--1",
  name: "Contain it",
  workflow_start: "start--1",
  workflow: {
    "start--1": { type: "start", on_completion: "parallel--1" },
    "parallel--1": { type: "parallel", next_steps: ["action--1", "action--2"], on_completion: "if--1" },
    "action--1": {
      type: "action",
      name: "Isolate",
      commands: [{ type: "ssh", command: "iptables -P INPUT DROP" }],
    },
    "action--2": { type: "action", name: "Tell", commands: [{ type: "manual", command: "Call the owner" }] },
    "if--1": {
      type: "if-condition",
      name: "Clean?",
      condition: "x == 1",
      on_true: "end--1",
      on_false: "action--1",
    },
    "action--9": { type: "action", name: "Lost" },
    "end--1": { type: "end" },
  },
};

test("[A3.2] a playbook becomes steps in the order of its workflow; what nothing leads to is reported", () => {
  const result = importTexts(importCacao, JSON.stringify(playbook, null, 1));
  const steps = stepsOf(result, "runbook:contain-it");
  assert.deepEqual(new Set(steps.map(({ id }) => id)), new Set(["isolate", "tell", "clean"]));
  assert.match(steps.find(({ id }) => id === "isolate")?.person.instructions ?? "", /\(ssh\) iptables/);
  assert.match(findings(result, "unsupported-item").join("\n"), /no way leads from the start/);
  const known = new Set<string>();
  for (const { id, after = [] } of steps) {
    for (const each of after) assert.ok(known.has(each), `${id} waits for ${each}`);
    known.add(id);
  }
  assert.deepEqual(
    checkedErrors(result).filter((error) => !error.startsWith("missing-accountable")),
    [],
  );
});
