import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, type Stage, setStage } from "./console.test-kit.ts";
import { actAs, give, row, start, violations } from "./console-hands.test-kit.ts";
import { arrowTo, chooseByKeys, openByKeys, pressNamed, typeInto } from "./console-keys.test-kit.ts";

const long = { timeout: 180_000 };
const failing = ["The application of east answers", "The witness sees"];

/** Starts a live run without touching the mouse. */
async function startByKeys(page: Page, runbook: string, reason: string): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await page.waitForURL(/\/runs$/);
  await chooseByKeys(page, "Runbook", runbook);
  await arrowTo(page, "live");
  await typeInto(page, "Reason", reason);
  await pressNamed(page, "button", "Start LIVE…");
  await page.getByRole("dialog").getByText("This acts on real systems").waitFor();
  await page.keyboard.type(runbook);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/runs\/[^/?]+/);
}

describe("a recovery in the console", { skip: noBrowser ?? false, timeout: 900_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
  });

  async function breakEast(page: Page): Promise<void> {
    if (!page.url().endsWith("/lab")) await page.goto(new URL("/lab", stage.url).href);
    const fault = page.locator(".lab-faults li").filter({ hasText: "east-dies" });
    await fault.getByRole("button", { name: "Inject" }).click();
    await page.getByText("orders fail", { exact: true }).waitFor();
  }

  test("[A7.4] a lost site is recovered by mouse, through a gate that its starter cannot pass", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await page.getByText("Your first failover, in five steps").waitFor();
    await page.getByRole("link", { name: "the lab", exact: true }).first().click();
    await page.waitForURL(/\/lab$/);
    await breakEast(page);
    await start(page, { mode: "live", reason: "East is lost" });
    assert.equal(await page.locator(".mode-frame").count(), 0, "a live run has no frame");
    await row(page, "Make west the primary").getByText("needs approval").waitFor(long);
    await row(page, "Make west the primary").getByRole("link").click();
    const approve = page.getByRole("button", { name: "Approve…" });
    await page.getByText("Only team:crisis may approve this step").first().waitFor();
    await page
      .locator(".run-header")
      .getByText(/Back in at least .* \(P50\), .* \(P95\)/)
      .waitFor();
    assert.deepEqual(await violations(page), [], "a live run at its gate");
    assert.equal(await approve.getAttribute("aria-disabled"), "true");
    await actAs(page, "person:dev-sample");
    await page.getByText("Only team:crisis may approve this step").first().waitFor({ state: "detached" });
    await page.locator(".run-header").getByText("You: approve").waitFor();
    await approve.click();
    await page.getByText("Authority: team:crisis").waitFor();
    await page.getByRole("button", { name: "Approve as Dev Sample" }).click();
    await page.getByRole("heading", { name: "Result" }).waitFor(long);
    await page.getByText("Data loss: none").waitFor();
    assert.deepEqual(await violations(page), [], "a live run that is over");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the signed evidence bundle" }).click();
    assert.match((await download).suggestedFilename(), /evidence\.jsonl$/);
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("a finished run is replayed: every past moment, its events and its clock, and nothing can be done there", async () => {
    const page = await stage.open({ actor: "person:dev-sample" });
    await page.goto(new URL("/runs", stage.url).href);
    await page.getByRole("link", { name: /LIVE Move order intake/ }).click();
    await page.getByRole("link", { name: "Replay" }).click();
    await page.waitForURL(/at=1/);
    const replay = page.getByRole("region", { name: "Replay" });
    await replay.getByText(/event 1 of \d+/).waitFor();
    assert.equal(await page.getByRole("button", { name: "Abort…" }).count(), 0);
    await page.keyboard.press(".");
    await page.waitForURL(/at=2/);
    await replay.getByRole("slider").fill("5");
    await page.waitForURL(/at=5/);
    await page.locator(".run-header").getByText("running", { exact: true }).waitFor();
    assert.deepEqual(await violations(page), [], "a replay");
    await replay.getByRole("button", { name: "Leave the replay" }).click();
    await page.getByRole("heading", { name: "Result" }).waitFor();
    for (const [view, mark] of [
      ["Map", ".map-node"],
      ["Timeline", ".gantt-bar"],
    ] as const) {
      await page.getByRole("tab", { name: view }).click();
      await page.locator(mark).first().waitFor();
      assert.deepEqual(await violations(page), [], `the ${view} of a run`);
    }
    await page.getByRole("link", { name: "Report" }).click();
    await page.getByRole("heading", { name: "What happened" }).waitFor();
    assert.deepEqual(await violations(page), [], "the report of a run");
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("[B6.1] a site is let back by mouse only after its diagnostics pass, and is kept by decision", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await start(page, { mode: "live", runbook: "orders-failback", reason: "East is to come back" });
    for (const title of failing) await row(page, title).getByText("failed").waitFor({ timeout: 90_000 });
    assert.equal(await row(page, "Let orders wait at the entrance").getByText("pending").isVisible(), true);
    const address = page.url();
    await page.goto(new URL("/lab", stage.url).href);
    await page.getByRole("button", { name: "Heal everything" }).click();
    await page.getByText("healthy", { exact: true }).waitFor({ timeout: 90_000 });
    await page.goto(address);
    for (const title of failing) {
      await row(page, title).getByRole("link").click();
      await give(page, "Retry…", { Reason: "healed" }, "Retry");
      await row(page, title).getByText("done", { exact: true }).waitFor();
    }
    const hold = row(page, "Let orders wait at the entrance");
    await hold.getByText("needs approval").waitFor({ timeout: 90_000 });
    await hold.getByRole("link").click();
    await actAs(page, "person:dev-sample");
    await give(page, "Refuse…", { Reason: "the input is not what we agreed" }, "Refuse approval");
    await actAs(page, "person:ana-sample");
    await page.getByRole("button", { name: "Retry…" }).click();
    await page.getByText("Input (change it to retry with another)").click();
    await page.getByRole("textbox", { name: "Input" }).fill("{entrance: orders}");
    await page.getByRole("textbox", { name: "Reason" }).fill("as agreed");
    await page.getByRole("button", { name: "Retry", exact: true }).click();
    await page.getByText("The input is not valid JSON").waitFor();
    await page.getByRole("textbox", { name: "Input" }).fill('{ "entrance": "orders" }');
    await page.getByRole("button", { name: "Retry", exact: true }).click();
    await hold.getByText("needs approval").waitFor();
    await actAs(page, "person:dev-sample");
    await give(page, "Approve…", {}, "Approve as Dev Sample");
    await row(page, "Keep east, or take it back").getByText("needs a decision").waitFor({ timeout: 120_000 });
    await page.locator(".run-header").getByText("decided by itself").waitFor();
    await row(page, "Keep east, or take it back").getByRole("link").click();
    await page.getByRole("button", { name: "Decide…" }).click();
    await page.getByRole("radio", { name: "Keep east" }).check();
    await page.getByRole("textbox", { name: "Reason" }).fill("serves well");
    await page.getByRole("button", { name: "Decide as Dev Sample" }).click();
    await page.getByRole("heading", { name: "Result" }).waitFor({ timeout: 120_000 });
    await page.locator(".timeline").getByText("serves well").waitFor();
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("[A7.4] the same site is lost, recovered and let back by keyboard alone, by two people at two desks", async () => {
    const ana = await stage.open({ actor: "person:ana-sample" });
    const dev = await stage.open({ actor: "person:dev-sample" });
    await breakEast(ana);
    await startByKeys(ana, "orders-failover", "East is lost again");
    await row(ana, "Make west the primary").getByText("needs approval").waitFor(long);
    await dev.goto(ana.url().replace(/\?.*/, ""));
    await dev.waitForURL(/\?step=promote/);
    await dev.keyboard.press("a");
    await pressNamed(dev, "button", "Approve as Dev Sample");
    await ana.getByRole("heading", { name: "Result" }).waitFor(long);
    await startByKeys(ana, "orders-failback", "East is to come back");
    for (const title of failing) await row(ana, title).getByText("failed").waitFor({ timeout: 90_000 });
    const address = ana.url().replace(/\?.*/, "");
    await dev.keyboard.press("g");
    await dev.keyboard.press("l");
    await pressNamed(dev, "button", "Heal everything");
    await dev.getByText("healthy", { exact: true }).waitFor({ timeout: 90_000 });
    for (const title of failing) {
      await openByKeys(ana, title);
      await pressNamed(ana, "button", "Retry…");
      await typeInto(ana, "Reason", "healed");
      await pressNamed(ana, "button", "Retry");
      await row(ana, title).getByText("done", { exact: true }).waitFor();
    }
    await row(ana, "Let orders wait at the entrance")
      .getByText("needs approval")
      .waitFor({ timeout: 90_000 });
    await dev.goto(address);
    await dev.waitForURL(/\?step=/);
    await dev.keyboard.press("a");
    await pressNamed(dev, "button", "Approve as Dev Sample");
    await row(dev, "Keep east, or take it back").getByText("needs a decision").waitFor({ timeout: 120_000 });
    await openByKeys(dev, "Keep east, or take it back");
    await pressNamed(dev, "button", "Decide…");
    await arrowTo(dev, "Keep east");
    await typeInto(dev, "Reason", "serves well");
    await pressNamed(dev, "button", "Decide as Dev Sample");
    await ana.getByRole("heading", { name: "Result" }).waitFor({ timeout: 120_000 });
    assert.deepEqual(stage.complaints, []);
    await Promise.all([ana.close(), dev.close()]);
  });
});
