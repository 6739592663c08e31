import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { type PageAddress, pageAddresses } from "../../scripts/screenshots/addresses.ts";
import { makeSampleRecord } from "../../scripts/screenshots/sample-record.ts";
import { noBrowser, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";
import { scrollsSideways, settled, violations } from "./console-hands.test-kit.ts";

const actor = "person:ana-sample";

async function violationsIn(page: Page, theme: "light" | "dark"): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: theme });
  return violations(page);
}

describe("every page of the console", { skip: noBrowser ?? false, timeout: 900_000 }, () => {
  let stage: Stage;
  let pages: readonly PageAddress[];
  before(async () => {
    stage = await setStage({ estate: sampleEstate });
    pages = pageAddresses(await makeSampleRecord({ url: stage.url, actor }));
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
  });

  test("has one title, nothing that axe-core finds at WCAG 2.2 AA in either theme, and fits a phone", async () => {
    const page = await stage.open({ actor });
    const problems: string[] = [];
    for (const { name, address } of pages) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(new URL(address, stage.url).href);
      await settled(page);
      const titles = await page.locator("h1").count();
      if (titles !== 1) problems.push(`${name} has ${titles} titles`);
      for (const theme of ["light", "dark"] as const) {
        problems.push(...(await violationsIn(page, theme)).map((one) => `${name}, ${theme}: ${one}`));
      }
      await page.setViewportSize({ width: 360, height: 740 });
      if (await scrollsSideways(page)) problems.push(`${name} scrolls sideways at 360 pixels`);
    }
    assert.deepEqual(problems, []);
    await page.close();
  });

  test("is gone to by keys alone: the title has the focus, and the palette and the help have no faults", async () => {
    const page = await stage.open({ actor });
    await settled(page);
    await page.keyboard.press("g");
    await page.keyboard.press("d");
    await page.waitForURL(/\/documents$/);
    await page.locator("main h1:focus").waitFor();
    assert.match(await page.title(), /^Documents/);
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "Find and do" }).waitFor();
    await page.keyboard.type("service:orders");
    await page
      .getByRole("option", { name: /service:orders/ })
      .first()
      .waitFor();
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/estate\/service(:|%3A)orders$/);
    await page.locator("main h1:focus").waitFor();
    // While the palette still fades away it keeps the keys to itself.
    await page.locator("[role=dialog]").first().waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).getByText("go to Documents").waitFor();
    assert.deepEqual(await violations(page), []);
    await page.close();
  });

  test("stays in the console when there is no such address, and says so", async () => {
    const page = await stage.open({ actor });
    await page.goto(`${stage.url}/nowhere/at/all`);
    await page.getByRole("heading", { name: "There is no page at this address" }).waitFor();
    await page.getByRole("link", { name: "Go to the first page" }).click();
    await page.waitForURL(`${stage.url}/`);
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });
});
