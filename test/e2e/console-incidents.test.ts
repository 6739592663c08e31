import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { verifyBundle } from "#core/evidence/verify-bundle.ts";
import { evidenceCrypto } from "#store/signing-key.ts";
import { actAs, settled, violations } from "./console-hands.test-kit.ts";
import { noBrowser, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";

const [ana, dev] = ["person:ana-sample", "person:dev-sample"] as const;

const panel = (page: Page, name: string) => page.getByRole("region", { name });

/** Opens the form of an order in a panel, fills it in and sends it. */
async function order(page: Page, where: string, label: string, fields: Readonly<Record<string, string>>) {
  const place = panel(page, where);
  await place.getByRole("button", { name: label, exact: true }).click();
  const form = place.getByRole("form", { name: label });
  for (const [name, value] of Object.entries(fields)) {
    const field = form.getByLabel(name);
    if (await field.evaluate((each) => each.nodeName === "SELECT"))
      await field.selectOption({ label: value });
    else await field.fill(value);
  }
  await form.getByRole("button", { name: label, exact: true }).click();
  await form.waitFor({ state: "detached" });
}

describe("incidents in the console", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage({ estate: sampleEstate });
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
  });

  test("[B3.1] [A7.1] a planner opens an incident, a responder is called and comes, the commander declares it; who may not is told why", async () => {
    const page = await stage.open({ actor: ana });
    await page.goto(`${stage.url}/incidents`);
    await settled(page);
    await page.getByText("Nothing has gone wrong yet").waitFor();
    await page.getByLabel("What is wrong").fill("Orders <b>fail</b> at the checkout");
    await page.getByRole("combobox", { name: "Services that are hit" }).selectOption("service:orders");
    await page.getByRole("button", { name: "Open the incident" }).click();
    await page.getByRole("heading", { level: 1, name: "Orders <b>fail</b> at the checkout" }).waitFor();

    await panel(page, "How long may we wait?").getByText("Not known: nobody has stated").waitFor();
    const began = new Date(Date.now() - 60_000).toISOString();
    const which = "Impact began (an instant in UTC)";
    await order(page, "What is known", "State a fact", { Which: which, "What is the case": began });
    await page
      .getByRole("timer")
      .getByText(/too late/)
      .waitFor();

    await order(page, "Calls", "Call the crisis team", { "What they are told": "Join the bridge." });
    const calls = panel(page, "Calls");
    await calls.getByText("incident-commander 0 of 1").waitFor();
    await calls.getByText("You are needed").waitFor();
    assert.deepEqual(await violations(page), []);
    await calls.getByRole("button", { name: "I am coming" }).click();
    await calls.getByRole("form").getByRole("button", { name: "I am coming" }).click();
    await calls.getByText("database-lead 1 of 1").waitFor();
    await panel(page, "Who plays which part").getByText("confirmed").waitFor();

    await order(page, "Declaration", "Ask for a declaration", { Reason: "East does not answer" });
    await panel(page, "Declaration")
      .getByText(/Only person:dev-sample may declare now/)
      .waitFor();
    await actAs(page, dev);
    await panel(page, "Declaration").getByRole("button", { name: "Declare the disaster" }).click();
    const form = panel(page, "Declaration").getByRole("form");
    await form.getByLabel("Reason").fill("It burns");
    await form.getByRole("button", { name: "Declare the disaster" }).click();
    await form.getByText("It is not shown that repair cannot be done in time").waitFor();
    assert.equal(await form.getByLabel("Reason").inputValue(), "It burns", "what was typed is kept");
    const estimate = { "On what this rests": "Nobody can say" };
    await order(page, "How long may we wait?", "Say when repair is expected", estimate);
    await form.getByRole("button", { name: "Declare the disaster" }).click();
    await panel(page, "Declaration").getByText("Disaster declared").waitFor();
    await page.getByText("declared, severity").waitFor();
    assert.deepEqual(await violations(page), []);
    await page.close();
  });

  test("[A7.6] the log is on the page, with what happened elsewhere a moment ago", async () => {
    const page = await stage.open({ actor: ana });
    await page.goto(`${stage.url}/incidents`);
    await page
      .getByRole("link", { name: /Orders/ })
      .first()
      .click();
    await panel(page, "Log").getByRole("button", { name: "Show" }).click();
    await panel(page, "Log").getByText("incident opened").waitFor();
    const id = page.url().split("/").at(-1) ?? "";
    await fetch(`${stage.url}/api/v1/incidents/${id}/notes`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-holdfast-actor": dev },
      body: JSON.stringify({ text: "Said on the bridge: east has no power." }),
    });
    await panel(page, "Log").getByText("east has no power").waitFor();
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("[A7.6] an auditor takes the evidence of a run away, and it verifies with the public key alone; one changed letter is found", async () => {
    const start = await told("/api/v1/runs", {
      runbook: "orders-failover",
      mode: "walkthrough",
      reason: "For the audit",
    });
    await told(`/api/v1/runs/${start.id}/abort`, { reason: "Seen enough" });
    const page = await stage.open({ actor: dev });
    await page.goto(`${stage.url}/runs/${start.id}`);
    const take = async (name: string) => {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name }).click(),
      ]);
      return readFileSync(await download.path(), "utf8");
    };
    const bundle = await take("Download the signed evidence bundle");
    const crypto = evidenceCrypto(await take("the public key"));
    assert.deepEqual(verifyBundle(bundle, crypto).problems, []);
    assert.equal(verifyBundle(bundle.replace("Seen enough", "Seen enoug!"), crypto).ok, false);
    await page.close();
  });

  async function told(address: string, body: object): Promise<{ readonly id: string }> {
    const headers = { "content-type": "application/json", "x-holdfast-actor": ana };
    const answer = await fetch(`${stage.url}${address}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    assert.ok(answer.ok, await answer.clone().text());
    return (await answer.json()) as { readonly id: string };
  }
});
