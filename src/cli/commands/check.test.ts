import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { allRules } from "#core/check/all-rules.ts";
import type { DiagnosticReport } from "#core/check/diagnostic-report.ts";
import { type CheckOptions, checkFormats } from "../check/check-options.ts";
import { failureOf } from "../exit-code.ts";
import { runCheck } from "./check.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-check-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a check and ends as the program does: what the command line was used wrongly for is 2, on stderr. */
async function check(target: string, given: Partial<CheckOptions> = {}) {
  let stdout = "";
  let stderr = "";
  const options: CheckOptions = {
    format: "text",
    catalogue: {},
    today: "2026-06-30",
    failOn: "error",
    severity: "error",
    only: [],
    showSuppressed: false,
    baseline: null,
    writeBaseline: false,
    timings: false,
    version: "1.2.3",
    color: false,
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    ...given,
  };
  const code = await runCheck([target], options).catch((error: unknown) => {
    const failure = failureOf(error);
    stderr += failure.text;
    return failure.code;
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
  const { code, stdout } = await check(folder, { format: "json" });
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
  const empty = await check(folder, { format: "json" });
  assert.deepEqual([empty.code, empty.stdout], [2, ""]);
  assert.match(empty.stderr, /there is no \.yaml or \.yml file/);
});

test("files that cannot be read as text are errors with their name, not crashes", async () => {
  writeFileSync(path.join(folder, "a.yaml"), Uint8Array.of(0, 255));
  writeFileSync(path.join(folder, "b.yaml"), Buffer.alloc(5_000_001, "x"));
  const { code, stdout } = await check(folder, { format: "json" });
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
  for (const options of [{}, { color: true }, ...checkFormats.map((format) => ({ format }))]) {
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

/** A document with an error, a warning's worth of nothing else, and a credential that is accepted. */
const mixed = `${valid}spec: { capacty: 2 }
---
apiVersion: holdfast/v1
kind: Component
metadata: { name: db, suppress: [{ code: inline-credential, reason: "a <toy> & more" }] }
spec: { owner: "team:dba", access: { other: { password: hunter2 } } }
`;

test("what was accepted is counted, and shown with its reason when asked for", async () => {
  writeFileSync(file(), mixed);
  const quiet = await check(folder, { only: ["inline-credential"] });
  assert.equal(quiet.code, 0);
  assert.match(quiet.stdout, /^2 documents in 1 file: nothing to complain about, 1 accepted\n$/);
  const told = await check(folder, { only: ["inline-credential"], showSuppressed: true });
  assert.match(
    told.stdout,
    /^accepted\[inline-credential\].*\n.*estate\.yaml:9:\d+\n  = reason: a <toy> & more\n/m,
  );
  const json = await check(folder, { only: ["inline-credential"], showSuppressed: true, format: "json" });
  const { suppressed } = JSON.parse(json.stdout) as { suppressed: { code: string; reason: string }[] };
  assert.deepEqual(
    suppressed.map(({ code, reason }) => [code, reason]),
    [["inline-credential", "a <toy> & more"]],
  );
});

test("--fail-on decides what fails, --severity only what is shown", async () => {
  writeFileSync(file(), valid.replace("dba }", "dba, suppress: [{ code: unheard-of, reason: x }] }"));
  const only = ["suppression-unknown-code"];
  assert.equal((await check(folder, { only })).code, 0);
  const shown = await check(folder, { only, failOn: "warning", severity: "warning" });
  assert.equal(shown.code, 1);
  assert.match(shown.stdout, /suppression-unknown-code/);
  const hidden = await check(folder, { only, failOn: "warning", severity: "error" });
  assert.equal(hidden.code, 1);
  assert.doesNotMatch(hidden.stdout, /suppression-unknown-code/);
});

test("findings of the baseline do not fail, wherever their lines have moved; new ones do, and fixed ones are told", async () => {
  const baseline = path.join(folder, "known.json");
  writeFileSync(file(), mixed);
  const written = await check(folder, { baseline, writeBaseline: true });
  assert.deepEqual([written.code, written.stdout], [0, ""]);
  writeFileSync(file(), `# a line more\n\n${mixed.replace("spec: { capacty", "spec:  { capacty")}`);
  const moved = await check(folder, { baseline });
  assert.equal(moved.code, 0, moved.stdout);
  assert.match(moved.stdout, /nothing to complain about, \d+ known, 1 accepted/);
  writeFileSync(file(), mixed.replace("capacty: 2", "capacity: many"));
  const changed = await check(folder, { baseline });
  assert.equal(changed.code, 1);
  assert.match(changed.stdout, /error\[wrong-type\]/);
  assert.match(changed.stdout, /^fixed\[unknown-field\]: team:dba: there is no field `capacty` here$/m);
  assert.doesNotMatch(readFileSync(baseline, "utf8"), /hunter2/);
});

test("two equal findings are two: one more of a known kind in the same document is new", async () => {
  const baseline = path.join(folder, "known.json");
  const person = (lines: string) => `${valid}spec:\n  members:\n${lines}`;
  writeFileSync(file(), person("    - person:none\n"));
  await check(folder, { baseline, writeBaseline: true, only: ["dangling-reference"] });
  writeFileSync(file(), person("    - person:none\n    - person:none\n"));
  const more = await check(folder, { baseline, only: ["dangling-reference"] });
  assert.match(more.stdout, /1 error, 1 known/);
});

test("a baseline that is missing or damaged is 2, and what to do is said", async () => {
  writeFileSync(file(), valid);
  const missing = await check(folder, { baseline: path.join(folder, "none.json") });
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /--write-baseline/);
  writeFileSync(path.join(folder, "b.json"), '{"version":1,"findings":[{"code":"x"}]}');
  const damaged = await check(folder, { baseline: path.join(folder, "b.json") });
  assert.match(damaged.stderr, /is no baseline: findings\.0/);
});

test("--timings names every rule with its time, and the sum, on stderr", async () => {
  writeFileSync(file(), valid);
  const { stderr } = await check(folder, { timings: true });
  for (const { code } of allRules) assert.match(stderr, new RegExp(` {2}${code}$`, "m"));
  assert.match(stderr, /ms +\d+ found {2}all rules\n$/);
});
