import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, type Stage, setStage } from "./console.test-kit.ts";
import { actAs, violations } from "./console-hands.test-kit.ts";

describe("documents in the console", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(async () => {
    await stage?.close();
  });

  async function open(page: Page, ref: string): Promise<void> {
    await page.getByRole("link", { name: "Documents" }).click();
    await page.getByRole("textbox", { name: "Search" }).fill(ref);
    await page.getByRole("link", { name: ref, exact: true }).first().click();
    await page.getByRole("heading", { name: ref, level: 2 }).waitFor();
  }

  test("[B7.4] a change is proposed in the browser, shows what it does, and is published when its owner approves", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await open(page, "component:orders-db-west");
    await page.getByRole("button", { name: "Propose a change…" }).click();
    const text = page.getByRole("textbox", { name: "Text", exact: true });
    const before = await text.inputValue();
    await text.fill(before.replace(/^spec:$/m, "spec:\n  changedOn: 2026-11-20"));
    await page.getByRole("textbox", { name: "Title" }).fill("West was rebuilt");
    await page.getByRole("button", { name: "Propose it" }).click();
    await page.getByRole("heading", { name: "West was rebuilt", level: 1 }).waitFor();
    await page.locator(".difference-line[data-type=added]").getByText("changedOn: 2026-11-20").waitFor();
    await page
      .getByRole("region", { name: "Effect on the estate" })
      .getByText("runbook:orders-failover")
      .first()
      .waitFor();
    const approve = page.getByRole("button", { name: "Approve", exact: true });
    const publish = page.getByRole("button", { name: "Publish", exact: true });
    assert.equal(await approve.getAttribute("aria-disabled"), "true");
    await page.getByText("Whoever wrote a proposal does not approve it.").waitFor();
    await page.getByText("Not yet approved by team:dba.").waitFor();
    assert.equal(await publish.getAttribute("aria-disabled"), "true");
    assert.deepEqual(await violations(page), [], "an open proposal");
    await actAs(page, "person:ben-sample");
    await page.getByText("Whoever wrote a proposal does not approve it.").waitFor({ state: "detached" });
    await approve.click();
    await page.getByText("approved by person:ben-sample").waitFor();
    await publish.click();
    await page.getByText("published", { exact: true }).first().waitFor();
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("[A3.6] what a publication made stale stands on the page of documents with its reason, until its owner reviews it", async () => {
    const page = await stage.open({ actor: "person:dev-sample" });
    await page.getByRole("link", { name: "Documents" }).click();
    const stale = page.getByRole("region", { name: "Plans to review" });
    const failover = stale.locator(".document-stale").filter({ hasText: "runbook:orders-failover: Steps" });
    await failover
      .getByText(/was changed in changedOn by person:ana-sample/)
      .first()
      .waitFor();
    assert.deepEqual(await violations(page), [], "the page of documents");
    const right = failover.getByRole("button", { name: "It is still right" }).first();
    assert.equal(await right.getAttribute("aria-disabled"), "true");
    await failover
      .getByText(/^Only (team|person):\S+ may say that this is right\.$/)
      .first()
      .waitFor();
    const owner = /Only (\S+) may/.exec((await failover.textContent()) ?? "")?.[1];
    await actAs(
      page,
      owner === "team:shop" || owner === "team:dba" ? "person:ben-sample" : "person:chloe-sample",
    );
    await right.click();
    await failover.waitFor({ state: "detached" });
    await open(page, "component:orders-db-west");
    await page.getByRole("button", { name: "Show the change" }).first().click();
    await page.locator(".difference-line[data-type=added]").getByText("changedOn").waitFor();
    assert.deepEqual(await violations(page), [], "a document with an open change");
    await page.setViewportSize({ width: 320, height: 700 });
    const isWide = await page.evaluate(
      "document.documentElement.scrollWidth > document.documentElement.clientWidth",
    );
    assert.equal(isWide, false);
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });
});
