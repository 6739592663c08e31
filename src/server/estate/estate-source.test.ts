import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { loadEstate } from "#estate/load-estate.ts";
import { testEstate } from "../server.test-kit.ts";
import { openEstateSource } from "./estate-source.ts";
import { folderFingerprint } from "./folder-fingerprint.ts";

test("a change of the documents is taken up, and one with errors leaves the last good revision in use", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-estate-"));
  const file = path.join(folder, "estate.yaml");
  const news: string[] = [];
  writeFileSync(file, testEstate);
  const source = await openEstateSource({
    folder,
    catalogue: {},
    load: (from) => loadEstate(from, {}, { today: "2026-01-01" }),
    fingerprint: folderFingerprint,
    now: () => "2026-01-01T00:00:00.000Z",
    onNews: (line) => news.push(line),
    lookSeconds: 3600,
  });
  const title = () => {
    const resolution = source.plan("by-hand");
    return resolution.status === "ready" ? resolution.plan.title : resolution.status;
  };
  assert.equal(title(), "By hand");
  writeFileSync(file, testEstate.replace("title: By hand", "title: By many hands"));
  await source.reload();
  assert.equal(title(), "By many hands");
  writeFileSync(file, testEstate.replace("accountable: team:dba", "accountable: team:nobody-at-all"));
  await source.reload();
  assert.equal(title(), "By many hands");
  assert.equal(source.current().isLastGood, true);
  assert.ok(source.current().report.counts.error > 0);
  assert.match(news.at(-1) ?? "", /stays in use/);
  rmSync(folder, { recursive: true });
  await source.reload();
  assert.equal(title(), "By many hands", "a folder that is gone takes no plan away");
  source.close();
});
