import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { deskEstate } from "./console-desks.test-kit.ts";
import { give, row, settled, violations } from "./console-hands.test-kit.ts";
import { noBrowser, type Stage, setStage } from "./console.test-kit.ts";

const [ana, ben] = ["person:ana-sample", "person:ben-sample"] as const;
const runbook = "archive-back";
const gate = "Break the seal of the archive";

describe("each at their desk", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  const estate = deskEstate();
  let stage: Stage;
  before(async () => {
    stage = await setStage({ estate });
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
    rmSync(estate, { recursive: true, force: true });
  });

  async function tell(actor: string, address: string, body: object): Promise<{ readonly id: string }> {
    const headers = { "content-type": "application/json", "x-holdfast-actor": actor };
    const answer = await fetch(`${stage.url}${address}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, `${address}: ${await answer.clone().text()}`);
    return (await answer.json()) as { readonly id: string };
  }

  const startAs = (actor: string) =>
    tell(actor, "/api/v1/runs", { runbook, mode: "walkthrough", reason: "For the desks" });

  /** Lets something happen at the server between the click and the arrival of what was sent. */
  async function overtaken(page: Page, address: string, meanwhile: () => Promise<unknown>): Promise<void> {
    // What goes through the worker that keeps pages is seen by no route of the page.
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setBypassServiceWorker", { bypass: true });
    await page.route(address, async (route) => {
      await meanwhile();
      await route.continue();
    });
  }

  async function proposeAs(actor: string, title: string): Promise<void> {
    const found = await fetch(`${stage.url}/api/v1/documents/runbook:${runbook}`);
    const { text } = (await found.json()) as { readonly text: string };
    const change = { text: text.replace("Read it back.", `Read it back. (${title})`) };
    await tell(actor, "/api/v1/proposals", { title, reason: "a better text", changes: [change] });
  }

  test("[B7.4] [A7.4] an approver sees what waits for them, approves a proposal and a gate with its authority beside it, and is refused what they did themselves", async () => {
    await proposeAs(ana, "Said by Ana");
    await proposeAs(ben, "Said by Ben");
    const { id } = await startAs(ana);
    const page = await stage.open({ actor: ben });
    await page.goto(`${stage.url}/proposals`);
    await page.getByText("you: approve it").first().waitFor();
    await page.getByRole("link", { name: "Said by Ben" }).click();
    await page.getByText("Whoever wrote a proposal does not approve it.").waitFor();
    const approve = page.getByRole("button", { name: "Approve", exact: true });
    assert.equal(await approve.getAttribute("aria-disabled"), "true");
    await page.goto(`${stage.url}/proposals`);
    await page.getByRole("link", { name: "Said by Ana" }).click();
    await page.getByText(/\d+ worse and \d+ better on the estate/).waitFor();
    await approve.click();
    await page.getByText(`approved by ${ben}`).first().waitFor();

    // The first page says whom a run waits for; the run opens on the gate.
    await page.goto(stage.url);
    const open = page.getByRole("region", { name: "Open runs" });
    await open.getByText(gate).waitFor();
    await open.getByText("team:dba").first().waitFor();
    await open.getByRole("link", { name: "Take the archive back" }).click();
    await page.waitForURL(/\?step=seal/);
    await page.locator(".run-header").getByText("You: approve").waitFor();
    await page.getByRole("button", { name: "Approve…" }).click();
    await page.getByText("Authority: team:dba").waitFor();
    assert.deepEqual(await violations(page), [], "the form of a gate");
    await page.getByRole("button", { name: "Approve as Ben Sample" }).click();
    await page.locator(".timeline").getByText("was approved").waitFor();
    await row(page, gate).getByText("needs a person").waitFor();

    // What they started themselves is not theirs to approve.
    const own = await startAs(ben);
    assert.notEqual(own.id, id);
    await page.goto(`${stage.url}/runs/${own.id}?step=seal`);
    await page.getByText(`${ben} started this run and so cannot approve this step.`).first().waitFor();
    assert.equal(await page.getByRole("button", { name: "Approve…" }).getAttribute("aria-disabled"), "true");
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("a planner goes from the first page to a service and what it needs, and to a finding and its document", async () => {
    const page = await stage.open({ actor: ana });
    await settled(page);
    await page.getByRole("region", { name: "Services by exposure" }).getByRole("link").first().click();
    await page.waitForURL(/\/estate\/service/);
    await settled(page);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page
      .getByRole("link", { name: /orders-db-east/ })
      .first()
      .click();
    await page.waitForURL(/orders-db-east/);
    await settled(page);
    await page.getByRole("link", { name: "Home" }).first().click();
    const checks = page.getByRole("region", { name: "Checks" });
    await checks.getByRole("link", { name: "runbook-in-no-plan" }).click();
    await page.waitForURL(/code=runbook-in-no-plan/);
    await page
      .getByText(/no plan uses/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "runbook-in-no-plan" }).first().click();
    await page.waitForURL(/explain=/);
    assert.deepEqual(await violations(page), [], "a finding with what it means");
    await page
      .getByRole("link", { name: /archive-back/ })
      .first()
      .click();
    await page.getByRole("heading", { level: 1, name: /archive/ }).waitFor();
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("who is overtaken while they type is told so beside the button, keeps what they typed, and sees how it stands now", async () => {
    const { id } = await startAs(ana);
    const page = await stage.open({ actor: ana });
    await page.goto(`${stage.url}/runs/${id}?step=read`);
    await overtaken(page, `**/runs/${id}/steps/read/skip`, () =>
      tell(ben, `/api/v1/runs/${id}/steps/read/skip`, { reason: "done before" }),
    );
    await give(page, "Skip…", { Reason: "nobody needs it" }, "Skip this step");
    await page.locator(".command-form").getByText("Read the run again").waitFor();
    await page.getByText("Not possible any more").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Reason" }).inputValue(), "nobody needs it");
    await page.locator(".timeline").getByText("done before").waitFor();
    assert.deepEqual(await violations(page), [], "a form that was overtaken");
    await page.close();
  });

  test("who loses the right while the form is open is refused with the reason, and what they typed stays", async () => {
    const { id } = await startAs(ana);
    const page = await stage.open({ actor: ben });
    await page.goto(`${stage.url}/runs/${id}?step=seal`);
    await overtaken(page, `**/runs/${id}/steps/seal/approve`, () =>
      tell(ana, `/api/v1/runs/${id}/steps/seal/reassign`, { responsible: ben, reason: "Ben is there" }),
    );
    await give(page, "Approve…", { "Note (optional)": "seen" }, "Approve as Ben Sample");
    await page.getByRole("alert").getByText("carries this step out and so cannot approve it").waitFor();
    await page.getByRole("alert").getByText("Ask somebody else of the approving team.").waitFor();
    assert.equal(await page.getByRole("textbox", { name: "Note (optional)" }).inputValue(), "seen");
    await page.close();
  });
});
