import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { allRules } from "#core/check/all-rules.ts";
import type { DiagnosticReport } from "#core/check/diagnostic-report.ts";
import { runCheck } from "./check.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-check-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function check(target: string, options: { readonly json?: boolean; readonly color?: boolean } = {}) {
  let stdout = "";
  let stderr = "";
  const code = await runCheck(target, {
    json: options.json ?? false,
    color: options.color ?? false,
    catalogue: {},
    today: "2026-06-30",
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

const file = () => path.join(folder, "estate.yaml");
const valid = "apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: dba }\n";

test("an estate without mistakes passes with 0", async () => {
  writeFileSync(file(), valid);
  assert.deepEqual(await check(folder), {
    code: 0,
    stdout: "1 document in 1 file: nothing to complain about\n",
    stderr: "",
  });
});

test("an error is shown with its place, its line, the stretch marked and what to do, and ends with 1", async () => {
  writeFileSync(file(), `${valid}spec: { capacty: 2 }\n`);
  const { code, stdout } = await check(folder);
  assert.equal(code, 1);
  assert.equal(
    stdout,
    `error[unknown-field]: there is no field \`capacty\` here
 --> ${file()}:4:9
  |
4 | spec: { capacty: 2 }
  |         ^^^^^^^
  = help: did you mean \`capacity\`?

1 document in 1 file: 1 error
`,
  );
});

test("--json gives exactly the fields that scripts rely on", async () => {
  writeFileSync(file(), `${valid}spec: { capacity: two }\n`);
  const { code, stdout } = await check(folder, { json: true });
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(stdout), {
    diagnostics: [
      {
        code: "wrong-type",
        severity: "error",
        message: "`spec.capacity` must be a number, and this is text",
        help: null,
        file: file(),
        line: 4,
        column: 19,
        ref: "team:dba",
      },
    ],
    counts: { error: 1, warning: 0, info: 0 },
  } satisfies DiagnosticReport);
});

test("a folder that is missing or holds no documents is 2, with the reason on stderr", async () => {
  const missing = await check(path.join(folder, "none"));
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /none: there is no such file or folder/);
  const empty = await check(folder, { json: true });
  assert.deepEqual([empty.code, empty.stdout], [2, ""]);
  assert.match(empty.stderr, /there is no \.yaml or \.yml file/);
});

test("files that cannot be read as text are errors with their name, not crashes", async () => {
  writeFileSync(path.join(folder, "a.yaml"), Uint8Array.of(0, 255));
  writeFileSync(path.join(folder, "b.yaml"), Buffer.alloc(5_000_001, "x"));
  const { code, stdout } = await check(folder, { json: true });
  const { diagnostics } = JSON.parse(stdout) as DiagnosticReport;
  assert.equal(code, 1);
  assert.deepEqual(
    diagnostics.map((diagnostic) => [diagnostic.code, path.basename(diagnostic.file)]),
    [
      ["not-text", "a.yaml"],
      ["file-too-large", "b.yaml"],
    ],
  );
  assert.ok(allRules.some((rule) => rule.code === diagnostics[0]?.code));
});

const withCredential = `apiVersion: holdfast/v1
kind: Component
metadata: { name: db }
spec: { access: { postgress: { password: hunter2 } } }
`;

test("[A3.1] a credential in a document is reported and printed nowhere", async () => {
  writeFileSync(file(), withCredential);
  for (const options of [{}, { color: true }, { json: true }]) {
    const { stdout } = await check(folder, options);
    assert.match(stdout, /inline-credential/);
    assert.doesNotMatch(stdout, /hunter2/);
  }
});

test("colours are used only where they are asked for", async () => {
  writeFileSync(file(), withCredential);
  const escape = "\u001B";
  assert.ok((await check(folder, { color: true })).stdout.includes(`${escape}[`));
  assert.ok(!(await check(folder, { color: false })).stdout.includes(escape));
});

test("a document cannot write to the terminal of whoever checks it", async () => {
  writeFileSync(file(), `${valid}"x\\e[2J\u202Ex": "\u001B[31m"\n`);
  const { stdout } = await check(folder);
  assert.match(stdout, /unknown-field|syntax-error/);
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u000B-\u001F\u202E]/);
});

test("the mark stands under its text behind wide letters and tabs, and long lines are cut around it", async () => {
  writeFileSync(file(), `${valid}spec: { description: "日本",\tbad: 1 }\n`);
  const [, , , line = "", mark = ""] = (await check(folder)).stdout.split("\n");
  assert.equal(line, '4 | spec: { description: "日本",  bad: 1 }');
  assert.equal(mark.indexOf("^"), line.indexOf("bad") + 2, "each wide letter takes one column more");
  writeFileSync(file(), `${valid}spec: { description: "${"x".repeat(5000)}", bad: 1 }\n`);
  const cut = (await check(folder)).stdout.split("\n");
  assert.ok((cut[3]?.length ?? 0) < 200 && cut[3]?.includes("bad: 1"));
  assert.equal(cut[4]?.indexOf("^"), cut[3]?.indexOf("bad"));
});
