import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { noBrowser, type Stage, setStage } from "./console.test-kit.ts";
import { actAs, give, row, start, violations } from "./console-hands.test-kit.ts";

describe("a recovery in the console", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(async () => {
    await stage?.close();
  });

  test("[A7.4] a lost site is recovered from the browser, through a gate that its starter cannot pass", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    const lab = page.locator(".lab-faults li").filter({ hasText: "east-dies" });
    await lab.getByRole("button", { name: "Inject" }).click();
    await page.getByText("orders fail", { exact: true }).waitFor();
    await start(page, { mode: "live", reason: "East is lost" });
    await page.locator(".mode-frame").waitFor({ state: "detached" });
    await row(page, "Make west the primary").getByText("needs approval").waitFor();
    await row(page, "Make west the primary").getByRole("link").click();
    const approve = page.getByRole("button", { name: "Approve…" });
    await page.getByText("Only team:crisis may approve this step").first().waitFor();
    assert.deepEqual(await violations(page), [], "a live run at its gate");
    assert.equal(await approve.getAttribute("aria-disabled"), "true");
    await actAs(page, "person:dev-sample");
    await page.getByText("Only team:crisis may approve this step").first().waitFor({ state: "detached" });
    await page.keyboard.press("a");
    await page.getByText("Authority: team:crisis").waitFor();
    await page.getByRole("button", { name: "Approve as Dev Sample" }).click();
    await page.getByRole("heading", { name: "Result" }).waitFor({ timeout: 180_000 });
    await page
      .locator(".panel")
      .filter({ hasText: "Result" })
      .getByText(/^met: service was back after/)
      .waitFor();
    await page.getByText("Data loss: none").waitFor();
    assert.deepEqual(await violations(page), [], "a live run that is over");
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the signed evidence bundle" }).click();
    assert.match((await download).suggestedFilename(), /evidence\.jsonl$/);
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("[B6.1] a site is let back from the browser only after its diagnostics pass, and is kept by decision", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await start(page, { mode: "live", runbook: "orders-failback", reason: "East is to come back" });
    const failing = ["The application of east answers", "The witness sees"];
    for (const title of failing) await row(page, title).getByText("failed").waitFor({ timeout: 90_000 });
    assert.equal(await row(page, "Let orders wait at the entrance").getByText("pending").isVisible(), true);
    await page.goto(new URL("/lab", stage.url).href);
    await page.getByRole("button", { name: "Heal everything" }).click();
    await page.getByText("healthy", { exact: true }).waitFor({ timeout: 90_000 });
    await page.goBack();
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
});
