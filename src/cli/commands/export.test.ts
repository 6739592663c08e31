import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { runVerb } from "../run-verb.test-kit.ts";

const lab = path.join(import.meta.dirname, "../../../lab/estate");
const folder = mkdtempSync(path.join(tmpdir(), "holdfast-export-"));
after(() => rmSync(folder, { recursive: true, force: true }));

test("[A3.2] an export writes its files once, and replaces what differs only when told", async () => {
  const out = path.join(folder, "catalog");
  const file = path.join(out, "catalog-info.yaml");
  const args = ["export", "backstage", lab, "--out", out];
  const dry = await runVerb([...args, "--dry-run"]);
  assert.equal(dry.code, 0);
  assert.match(dry.stdout, /Would be written/);
  assert.throws(() => readFileSync(file));

  assert.equal((await runVerb(args)).code, 0);
  const written = readFileSync(file, "utf8");
  const again = await runVerb(args);
  assert.equal(again.code, 0);
  assert.match(again.stdout, /unchanged/);

  writeFileSync(file, "mine\n");
  const blocked = await runVerb(args);
  assert.equal(blocked.code, 1);
  assert.match(blocked.stderr, /would change; nothing was written/);
  assert.equal(readFileSync(file, "utf8"), "mine\n");
  assert.equal((await runVerb([...args, "--overwrite"])).code, 0);
  assert.equal(readFileSync(file, "utf8"), written);
});

test("[A3.1] a plan book is printed as Markdown and as PDF from the command line", async () => {
  const args = ["export", "plan-book", lab, "--plan", "orders-without-east", "--date", "2026-06-30"];
  const markdown = path.join(folder, "book.md");
  assert.equal((await runVerb([...args, "--out", markdown])).code, 0);
  assert.match(readFileSync(markdown, "utf8"), /^# Order intake without east\n/);
  const pdf = path.join(folder, "book.pdf");
  assert.equal((await runVerb([...args, "--format", "pdf", "--out", pdf])).code, 0);
  assert.equal(readFileSync(pdf).subarray(0, 5).toString(), "%PDF-");
});

test("a wrong format, a wrong plan and a place that cannot be written to are said with what there is", async () => {
  const out = path.join(folder, "x");
  const format = await runVerb(["export", "word", lab, "--out", out]);
  assert.deepEqual([format.code, /there are backstage, csv/.test(format.stderr)], [2, true]);
  const plan = await runVerb(["export", "plan-book", lab, "--plan", "orders-without-eas", "--out", out]);
  assert.deepEqual([plan.code, /did you mean orders-without-east/.test(plan.stderr)], [2, true]);
  const none = await runVerb(["export", "plan-book", lab, "--out", out]);
  assert.deepEqual([none.code, /name the plan with --plan/.test(none.stderr)], [2, true]);
  const inFile = await runVerb(["export", "csv", lab, "--out", path.join(lab, "people.yaml", "x")]);
  assert.deepEqual([inFile.code, /cannot be written: ENOTDIR/.test(inFile.stderr)], [2, true]);
});
