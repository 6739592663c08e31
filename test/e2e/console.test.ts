import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, type Stage, setStage } from "./console.test-kit.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe-core finds wrong on the page as it stands: rule and place. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (wanted) => {
    type Found = { readonly id: string; readonly nodes: readonly { readonly target: readonly unknown[] }[] };
    const { axe } = globalThis as unknown as {
      readonly axe: { run(options: object): Promise<{ readonly violations: readonly Found[] }> };
    };
    return (await axe.run({ runOnly: wanted })).violations;
  }, tags);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

async function actAs(page: Page, person: string): Promise<void> {
  await page.getByLabel("You act as").selectOption(person);
}

type Start = { readonly mode: "live" | "rehearsal" | "walkthrough"; readonly reason: string };

/** Starts the failover on the first page, as a person would. */
async function start(page: Page, { mode, reason }: Start): Promise<void> {
  await page.getByLabel("Runbook", { exact: true }).selectOption("orders-failover");
  await page.getByRole("radio", { name: mode }).check();
  await page.getByRole("textbox", { name: "Reason" }).fill(reason);
  if (mode === "live") {
    await page.getByRole("button", { name: "Start LIVE" }).click();
    await page.getByText("type “orders-failover” to confirm").waitFor();
    await page.getByLabel("Type the runbook’s name to confirm").fill("orders-failover");
  }
  await page.getByRole("button", { name: /^Start/ }).click();
  await page.waitForURL(/\/runs\/[^/]+$/);
}

/** The row of a step, by the title in it. */
function row(page: Page, title: string) {
  return page.locator(".step-row").filter({ hasText: title });
}

async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}

describe("the console", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(async () => {
    await stage?.close();
  });

  test("teaches the first failover before anything has been run, and asks who one is", async () => {
    const page = await stage.open({});
    await page.getByText("Your first failover, in three steps").waitFor();
    await page.getByText("above: the record must say who started it").waitFor();
    assert.equal(await page.getByRole("button", { name: "Start a rehearsal" }).isDisabled(), true);
    await page.close();
  });

  test("[A3.4] a rehearsal cannot be taken for the real thing, and its steps show their workaround", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await start(page, { mode: "rehearsal", reason: "A rehearsal from the browser" });
    await page.locator(".mode-frame[data-mode=rehearsal]").waitFor();
    await page.getByText("Nothing is changed.").first().waitFor();
    assert.match(await page.title(), /^\[rehearsal\]/);
    await row(page, "Turn the public entrance off").getByRole("link").click();
    await page.getByText("Without the automation:").waitFor();
    await page.close();
  });

  test("text that would be code, 200 characters long or written from right to left is shown as text", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    const reason = `<img src=x onerror="alert(1)"> ${"W".repeat(200)} تجربة`;
    await start(page, { mode: "walkthrough", reason });
    const shown = page.locator(".run-title q bdi");
    await shown.waitFor();
    assert.equal(await shown.textContent(), reason);
    assert.equal(await page.locator("img").count(), 0);
    await page.setViewportSize({ width: 320, height: 700 });
    assert.equal(await scrollsSideways(page), false);
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("at 320 pixels a step is taken, completed and noted, and nothing scrolls sideways", async () => {
    const page = await stage.open({ actor: "person:ana-sample", width: 320 });
    await page.getByRole("link", { name: "Move order intake" }).first().click();
    await page.locator(".run-answer[data-wanted=true] a").click();
    await page.getByRole("button", { name: "Take it" }).click();
    await page.getByRole("button", { name: "Add a note…" }).click();
    await page.getByRole("textbox", { name: "Note" }).fill("Gone through on a telephone");
    await page.getByRole("button", { name: "Add the note" }).click();
    await page.getByRole("button", { name: "Complete…" }).click();
    await page.getByRole("group", { name: /Evidence/ }).waitFor();
    assert.equal(await scrollsSideways(page), false);
    await page.getByRole("button", { name: "Record the result" }).click();
    await page.locator(".step-detail").getByText("done", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Close" }).click();
    await page.locator(".timeline").getByText("Gone through on a telephone").waitFor();
    assert.equal(await scrollsSideways(page), false);
    await page.close();
  });

  test("a restart of the server needs no reload, says how old the page is, and loses nothing half typed", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await page.getByRole("link", { name: "Move order intake" }).first().click();
    await page.getByRole("button", { name: "Note…" }).click();
    await page.getByRole("textbox", { name: "Note" }).fill("half a sent");
    await stage.killServer();
    await page.getByText("Connection lost; reconnecting by itself.").waitFor();
    await page.getByText(/What you see is .* old/).waitFor();
    await page.getByRole("button", { name: "Add the note" }).click();
    await page.getByRole("alert").getByText("The server does not answer.").waitFor();
    await stage.startServer();
    await page.getByText("Connection lost").waitFor({ state: "detached" });
    assert.equal(await page.getByRole("textbox", { name: "Note" }).inputValue(), "half a sent");
    await page.getByRole("textbox", { name: "Note" }).pressSequentially("ence");
    await page.getByRole("button", { name: "Add the note" }).click();
    await page.locator(".timeline").getByText("half a sentence").waitFor();
    await page.close();
  });

  test("what somebody else does appears by itself, and takes neither focus nor what is being typed", async () => {
    const mine = await stage.open({ actor: "person:ana-sample" });
    await mine.getByRole("link", { name: "Move order intake" }).first().click();
    await mine.locator(".run-answer[data-wanted=true] a").click();
    await mine.getByRole("button", { name: "Skip…" }).click();
    await mine.getByRole("textbox", { name: "Reason" }).fill("typing while");
    const theirs = await stage.open({ actor: "person:ben-sample" });
    await theirs.goto(mine.url().replace(/\?.*/, ""));
    await theirs.locator(".step-row").first().waitFor();
    await theirs.keyboard.press("n");
    await theirs.getByRole("textbox", { name: "Note" }).fill("From another desk");
    await theirs.getByRole("button", { name: "Add the note" }).click();
    await mine.locator(".timeline").getByText("From another desk").waitFor({ state: "attached" });
    await mine.keyboard.type(" others act");
    assert.equal(await mine.getByRole("textbox", { name: "Reason" }).inputValue(), "typing while others act");
    await Promise.all([mine.close(), theirs.close()]);
  });

  test("the keys move among steps, open them, filter them, explain themselves and close again", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await page.getByRole("link", { name: "Move order intake" }).first().click();
    await row(page, "Prove that east cannot write").waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const focused = () => page.evaluate("document.activeElement.dataset.stepLink");
    const first = await page.locator("[data-step-link]").first().getAttribute("data-step-link");
    assert.equal(await focused(), first);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\?step=/);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.search === "");
    await page.keyboard.press("/");
    await page.keyboard.type("outside");
    await row(page, "Prove that east cannot write").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Keys" }).waitFor({ state: "detached" });
    await page.close();
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
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the signed evidence bundle" }).click();
    assert.match((await download).suggestedFilename(), /evidence\.jsonl$/);
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("axe-core finds nothing at WCAG 2.2 AA on the first page and on runs, in both themes and with forms open", async () => {
    for (const scheme of ["light", "dark"] as const) {
      const page = await stage.open({ actor: "person:ana-sample", scheme });
      await page.getByText("Start a run").waitFor();
      await page.getByText("Outside probe").waitFor();
      assert.deepEqual(await violations(page), [], `first page, ${scheme}`);
      const titles = page.getByRole("link", { name: "Move order intake" });
      const addresses = await titles.evaluateAll((links) =>
        links.map((link) => link.getAttribute("href") ?? ""),
      );
      assert.ok(addresses.length >= 3, "a live run, a rehearsal and a walkthrough");
      for (const address of addresses) {
        await page.goto(new URL(address, stage.url).href);
        await page.locator(".step-row").first().waitFor();
        assert.deepEqual(await violations(page), [], `${address}, ${scheme}`);
        await page.locator(".step-link").nth(1).click();
        await page.getByRole("button", { name: "Add a note…" }).click();
        await page.getByRole("textbox", { name: "Note" }).waitFor();
        assert.deepEqual(await violations(page), [], `${address} with a form, ${scheme}`);
      }
      await page.close();
    }
  });

  test("nothing went wrong in any page", () => {
    assert.deepEqual(stage.complaints, []);
  });
});
