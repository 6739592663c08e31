import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { isScalar, parseAllDocuments, visit } from "yaml";
import { type PageAddress, pageAddresses } from "../../scripts/screenshots/addresses.ts";
import { makeSampleRecord } from "../../scripts/screenshots/sample-record.ts";
import { noBrowser, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";
import { scrollsSideways, settled } from "./console-hands.test-kit.ts";

const actor = "person:ana-sample";

/** Fields in which people write what they like. */
const freeText = new Set([
  "title",
  "description",
  "workaround",
  "question",
  "purpose",
  "instructions",
  "statement",
  "text",
  "note",
  "label",
]);

const script = '<img src=x onerror="window.taken=1"><script>window.taken=1</script>';

/** What a text becomes: script, a word that has no place to break, and one written from right to left. */
const nasty = (text: string) => `${script} ${text} ${"W".repeat(200)} \u202Eتجربة שלום`;

/** Whether somebody chose it from a list: the purpose of a runbook is a word, that of a contact a sentence. */
const isChosen = (name: string, text: string) => name === "purpose" && !text.includes(" ");

/** Makes every free text of the sample estate nasty. */
function nastyEstate(folder: string): void {
  for (const file of readdirSync(sampleEstate)) {
    const documents = parseAllDocuments(readFileSync(path.join(sampleEstate, file), "utf8"));
    for (const one of documents) {
      if ("empty" in one) continue;
      visit(one, {
        Pair(_, { key, value }) {
          const isFree = isScalar(key) && freeText.has(String(key.value));
          if (!isFree || !isScalar(value) || typeof value.value !== "string") return;
          if (isChosen(String(key.value), value.value)) return;
          value.value = nasty(value.value);
        },
      });
    }
    writeFileSync(
      path.join(folder, file),
      [...documents].map(String).join("---\n").replaceAll("---\n---\n", "---\n"),
    );
  }
}

describe("an estate whose every text is hostile", { skip: noBrowser ?? false, timeout: 900_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-hostile-"));
  let stage: Stage;
  let pages: readonly PageAddress[];
  before(async () => {
    nastyEstate(folder);
    stage = await setStage({ estate: folder });
    pages = pageAddresses(await makeSampleRecord({ url: stage.url, actor }));
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is shown as text on every page, fits a phone, and runs nothing", async () => {
    const page = await stage.open({ actor, width: 360 });
    const problems: string[] = [];
    let shown = 0;
    for (const { name, address } of pages) {
      await page.goto(new URL(address, stage.url).href);
      await settled(page);
      if ((await page.evaluate("window.taken")) !== undefined)
        problems.push(`${name}: a script of a document ran`);
      if ((await page.locator("img[src=x]").count()) > 0)
        problems.push(`${name}: a document made an element`);
      if (await scrollsSideways(page)) problems.push(`${name}: scrolls sideways at 360 pixels`);
      if ((await page.locator("main").innerText()).includes("onerror=")) shown += 1;
    }
    assert.deepEqual(problems, []);
    assert.ok(shown > 0, "control: the texts were on some page");
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });
});
