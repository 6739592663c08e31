/**
 * Pictures of the console for people to look at: `node scripts/screenshots.ts FOLDER [URL] [PATH…]`.
 * Each path in three widths and both themes. Takes what a running server shows; commits nothing.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { chromium } from "playwright-core";

const widths = [1440, 768, 360] as const;
const themes = ["light", "dark"] as const;
const heights: { readonly [width: number]: number } = { 1440: 900, 768: 1024, 360: 740 };

const [folder, url = "http://127.0.0.1:7400", ...given] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("usage: node scripts/screenshots.ts FOLDER [URL] [PATH…]\n");
  process.exit(2);
}

/** `/runs/1?step=a` as part of a file name. */
function fileName(path: string): string {
  return path.replaceAll(/[^a-z0-9]+/gi, "-").replaceAll(/^-|-$/g, "") || "home";
}

const actor = process.env["HOLDFAST_ACTOR"] ?? "person:ana";
const paths = given.length > 0 ? given : ["/", "/lab"];
await mkdir(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  for (const theme of themes) {
    for (const width of widths) {
      const page = await browser.newPage({
        colorScheme: theme,
        viewport: { width, height: heights[width] ?? 900 },
      });
      await page.addInitScript((ref) => localStorage.setItem("holdfast.actor", ref), actor);
      for (const path of paths) {
        await page.goto(new URL(path, url).href);
        await page.locator("main h1, main h2").first().waitFor();
        // What is read after the first answer has arrived once nothing is asked any more; the feed never ends.
        await page.waitForTimeout(1500);
        const file = join(folder, `${fileName(path)}.${width}.${theme}.png`);
        await page.screenshot({ path: file, fullPage: true });
        process.stdout.write(`${file}\n`);
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
}
