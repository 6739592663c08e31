import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { makeSampleDetection, sampleMonitors } from "../../scripts/screenshots/sample-detection.ts";
import { scrollsSideways, settled, violations } from "./console-hands.test-kit.ts";
import { noBrowser, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";

const ana = "person:ana-sample";
const [port, flapping] = ["The database of east takes connections", "The page of orders answers"] as const;
const panel = (page: Page, name: string) => page.getByRole("region", { name });

describe("detection in the console", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  const estate = mkdtempSync(path.join(os.tmpdir(), "holdfast-detection-"));
  let stage: Stage;
  before(async () => {
    cpSync(sampleEstate, estate, { recursive: true });
    writeFileSync(path.join(estate, "monitors.yaml"), sampleMonitors);
    stage = await setStage({ estate });
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
    rmSync(estate, { recursive: true, force: true });
  });

  const rowOf = (page: Page, title: string) =>
    panel(page, "Rules").getByRole("row").filter({ hasText: title });

  test("[B2.1] [A7.2] a rule of which nobody was heard is unknown, not well; what two places see fail appears by itself, with its incident", async () => {
    const page = await stage.open({ actor: ana });
    await page.goto(`${stage.url}/detection`);
    await settled(page);
    await rowOf(page, port).getByText("Unknown").waitFor();
    await panel(page, "Agents").getByText("No agent looks").waitFor();
    await rowOf(page, port).getByRole("link", { name: port }).click();
    await page.waitForURL(/rule=monitor/);
    await panel(page, port).getByText("Nobody has been heard yet").waitFor();
    await makeSampleDetection(stage.url);
    await rowOf(page, port).getByText("Failing").waitFor();
    for (const vantage of ["site-west", "cloud-frankfurt"])
      await panel(page, port).getByText(vantage).waitFor();
    await panel(page, port).getByText("connection refused").first().waitFor();
    await page.getByText("DiskPressure").waitFor();
    assert.deepEqual(await violations(page), [], "a rule that fails");
    await page.setViewportSize({ width: 360, height: 800 });
    assert.equal(await scrollsSideways(page), false);
    await page.setViewportSize({ width: 1280, height: 900 });
    const incident = panel(page, port).locator("a[href*='/incidents/']");
    await incident.waitFor();
    await incident.click();
    await page.getByRole("heading", { level: 1, name: /dead|unreachable/ }).waitFor();
    await panel(page, "What is known").getByText("site-west").first().waitFor();
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("[B2.1] what flaps is held until somebody says what makes it so; without a reason it is not taken", async () => {
    const page = await stage.open({ actor: ana });
    await page.goto(`${stage.url}/detection`);
    await rowOf(page, flapping).getByText("Flaps, held").waitFor();
    await rowOf(page, flapping).getByRole("link", { name: flapping }).click();
    const place = panel(page, flapping);
    await place.getByRole("button", { name: "Acknowledge" }).click();
    await place.getByRole("alert").waitFor();
    await place.getByLabel("What makes it flap").fill("A loose <b>cable</b>");
    await place.getByRole("button", { name: "Acknowledge" }).click();
    await rowOf(page, flapping).getByText("Well").waitFor();
    await place.getByLabel("What makes it flap").waitFor({ state: "detached" });
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });
});
