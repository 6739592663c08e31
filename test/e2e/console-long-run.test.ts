import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { longRunbook } from "../../bench/console/long-runbook.ts";
import { row, scrollsSideways } from "./console-hands.test-kit.ts";
import { noBrowser, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";

const actor = "person:ana-sample";
const manySteps = 2000;

describe("a very long run", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  const estate = mkdtempSync(path.join(os.tmpdir(), "holdfast-long-run-"));
  let stage: Stage;
  before(async () => {
    cpSync(sampleEstate, estate, { recursive: true });
    writeFileSync(path.join(estate, "long.yaml"), longRunbook("long", manySteps, "PT0.01S"));
    stage = await setStage({ estate });
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
    rmSync(estate, { recursive: true, force: true });
  });

  test(`a run of ${manySteps} steps opens, answers the keys, finds a step and fits a phone`, async () => {
    const answer = await fetch(`${stage.url}/api/v1/runs`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-holdfast-actor": actor },
      body: JSON.stringify({ runbook: "long", mode: "walkthrough", reason: "To be long" }),
    });
    const { id } = (await answer.json()) as { readonly id: string };
    const page = await stage.open({ actor });
    await page.goto(`${stage.url}/runs/${id}`);
    await page.locator("[data-step-link]").first().waitFor();
    await page.waitForURL(/\?step=/);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.search === "");
    for (let pressed = 0; pressed < 60; pressed += 1) await page.keyboard.press("j");
    await page.locator('[data-step-link="step-59"]:focus').waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?step=step-59/);
    await page.keyboard.press("/");
    await page.keyboard.type(`number ${manySteps - 1} `);
    await row(page, `Step number ${manySteps - 1} of`).waitFor();
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 360, height: 800 });
    assert.equal(await scrollsSideways(page), false);
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });
});
