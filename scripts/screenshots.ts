/**
 * `npm run screenshots -- FOLDER [--page NAME…]`: pictures of every page of the console in three widths
 * and both themes, and one page with all of them, for people to look at. It starts a server on the
 * sample estate, with runs and a proposal to show, and ends it again.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { sampleEstate, setStage } from "../test/e2e/console.test-kit.ts";
import { pageAddresses } from "./screenshots/addresses.ts";
import { contactSheet, type Picture } from "./screenshots/contact-sheet.ts";
import { makeSampleDetection, sampleMonitors } from "./screenshots/sample-detection.ts";
import { makeSampleRecord } from "./screenshots/sample-record.ts";

const widths = [1440, 768, 360] as const;
const themes = ["light", "dark"] as const;
const heights: { readonly [width: number]: number } = { 1440: 900, 768: 1024, 360: 740 };
const actor = "person:ana-sample";
/** What is read after the title has come: a picture of skeletons helps nobody. */
const settleMilliseconds = 1500;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { page: { type: "string", multiple: true, default: [] } },
});
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write("usage: npm run screenshots -- FOLDER [--page NAME…]\n");
  process.exit(2);
}

async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  await page
    .locator(".skeleton")
    .first()
    .waitFor({ state: "detached" })
    .catch(() => {});
  await page.waitForTimeout(settleMilliseconds);
}

async function picturesOf(page: Page, name: string, address: string): Promise<readonly Picture[]> {
  const made: Picture[] = [];
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: heights[width] ?? 900 });
      await settled(page);
      const file = `${name}.${width}.${theme}.png`;
      await page.screenshot({ path: path.join(folder ?? ".", file), fullPage: true });
      made.push({ page: name, address, width, theme, file });
    }
  }
  return made;
}

/** The sample estate, and monitors that tell of it. */
function watchedEstate(): string {
  const estate = mkdtempSync(path.join(os.tmpdir(), "holdfast-pictures-"));
  cpSync(sampleEstate, estate, { recursive: true });
  writeFileSync(path.join(estate, "monitors.yaml"), sampleMonitors);
  return estate;
}

await mkdir(folder, { recursive: true });
const estate = watchedEstate();
const stage = await setStage({ estate });
try {
  const sample = await makeSampleRecord({ url: stage.url, actor });
  await makeSampleDetection(stage.url);
  const page = await stage.open({ actor });
  const pictures: Picture[] = [];
  // A page that shows one thing beside a list is two pictures.
  const addresses = [
    ...pageAddresses(sample),
    { name: "detection-rule", address: "/detection?rule=monitor:east-port" },
  ];
  for (const { name, address } of addresses) {
    if (values.page.length > 0 && !values.page.includes(name)) continue;
    await page.goto(new URL(address, stage.url).href);
    pictures.push(...(await picturesOf(page, name, address)));
    process.stdout.write(`${name} ${address}\n`);
  }
  await writeFile(path.join(folder, "index.html"), contactSheet(pictures));
  for (const complaint of stage.complaints) process.stderr.write(`${complaint}\n`);
} finally {
  await stage.close();
  rmSync(estate, { recursive: true, force: true });
}
