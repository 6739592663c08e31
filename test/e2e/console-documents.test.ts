import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";
import { actAs, scrollsSideways, settled, violations } from "./console-hands.test-kit.ts";

/** What somebody may write anywhere: it must be shown as it is, and never become part of the page. */
const injected = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;

type PageOfBrowser = {
  readonly DataTransfer: new () => { setData(type: string, text: string): void };
  readonly ClipboardEvent: new (type: string, options: object) => unknown;
};

/** Runs in the page, whose types are not known here. */
function paste(element: unknown, text: string): void {
  const { DataTransfer, ClipboardEvent } = globalThis as unknown as PageOfBrowser;
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  (element as { dispatchEvent(event: unknown): boolean }).dispatchEvent(event);
}

describe("documents in the console", { skip: noBrowser ?? false, timeout: 900_000 }, () => {
  let stage: Stage;
  const refused: string[] = [];
  before(async () => {
    stage = await setStage({ estate: sampleEstate });
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
  });

  async function come(actor: string, path: string): Promise<Page> {
    const page = await stage.open({ actor });
    page.on("console", (message) => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text());
    });
    await page.goto(`${stage.url}${path}`);
    return page;
  }

  /** Replaces the text in the editor as somebody would who pastes. */
  async function write(page: Page, change: (text: string) => string, ref: string): Promise<void> {
    const answer = await fetch(`${stage.url}/api/v1/documents/${ref}`);
    const { text } = (await answer.json()) as { readonly text: string };
    const editor = page.getByRole("textbox", { name: `Text of ${ref}` });
    await editor.click();
    await page.keyboard.press("Control+a");
    await editor.evaluate(paste, change(text));
  }

  async function propose(page: Page, title: string): Promise<void> {
    await page.getByRole("link", { name: "Review and propose…" }).click();
    await page.getByRole("textbox", { name: "Title" }).fill(title);
    await page.getByRole("button", { name: /^Propose / }).click();
    await page.getByRole("heading", { name: title, level: 1 }).waitFor();
  }

  const checked = (page: Page) => page.getByText(/^\d+ here, \d+ elsewhere$/).waitFor();

  test("[B7.4] a planner changes one document by form and another as text, sees at once what the checker says, and proposes both", async () => {
    const page = await come("person:ana-sample", "/documents?search=orders-db-west");
    await page.getByRole("link", { name: "component:orders-db-west", exact: true }).click();
    await page.getByRole("heading", { name: "component:orders-db-west", level: 1 }).waitFor();
    assert.deepEqual(await violations(page), [], "a document");
    await page.getByRole("link", { name: "Change it" }).click();
    const changedOn = page.getByLabel("Changed on", { exact: true });
    await changedOn.fill("2026-11-20");
    await changedOn.blur();
    await page.getByText("Kept in this browser until you propose it").waitFor();
    await checked(page);
    assert.deepEqual(await violations(page), [], "the form");
    // What was typed is there again after a reload, and the text is the same document.
    await page.reload();
    await page.getByLabel("Changed on", { exact: true }).waitFor();
    assert.equal(await page.getByLabel("Changed on", { exact: true }).inputValue(), "2026-11-20");
    await page.getByRole("tab", { name: "Text" }).click();
    await page.locator(".cm-content").getByText("changedOn").waitFor();

    await page.goto(`${stage.url}/documents/protection:orders-in-west/edit?view=text`);
    await page.getByRole("textbox", { name: "Text of protection:orders-in-west" }).waitFor();
    await write(
      page,
      (text) => text.replace("component:orders-db-west", "component:orders-db-wst"),
      "protection:orders-in-west",
    );
    await page
      .getByText(/did you mean `component:orders-db-west`/)
      .first()
      .waitFor();
    await page.locator(".cm-lintRange-error").first().waitFor();
    assert.deepEqual(await violations(page), [], "the text with a finding");
    await page.locator(".cm-lintRange-error").first().hover();
    await page.getByRole("button", { name: /Change to component:orders-db-west/ }).click();
    await page
      .getByText(/did you mean/)
      .first()
      .waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Form" }).click();
    const description = page.getByLabel("Description", { exact: true });
    await description.fill(`Follows all the time. ${injected}`);
    await description.blur();
    await page.getByText("Kept in this browser until you propose it").waitFor();

    await propose(page, "West was rebuilt");
    await page.close();
  });

  test("[B7.4] a proposal shows what it does before anybody decides; its author cannot approve it, its owner can, and then it is published", async () => {
    const page = await come("person:ana-sample", "/proposals");
    await page.getByRole("link", { name: "West was rebuilt" }).click();
    await page.getByRole("tab", { name: /^Effect/ }).waitFor();
    await page.getByRole("tabpanel").getByText("runbook:orders-failover").first().waitFor();
    await page.getByText("Whoever wrote a proposal does not approve it.").waitFor();
    assert.equal(
      await page.getByRole("button", { name: "Approve", exact: true }).getAttribute("aria-disabled"),
      "true",
    );
    await page.getByRole("tab", { name: /^Texts/ }).click();
    await page.locator(".difference-line[data-type=added]").getByText("changedOn: 2026-11-20").waitFor();
    await page.locator(".difference-line[data-type=added]").getByText("document.title=").waitFor();
    await page.getByLabel("Layout").selectOption("split");
    await page.locator(".difference-pair").first().waitFor();
    assert.deepEqual(await violations(page), [], "an open proposal");
    assert.notEqual(await page.title(), "taken");

    await page.goto(`${stage.url}/proposals`);
    await actAs(page, "person:ben-sample");
    await page.getByText("you: approve it").waitFor();
    await page.getByRole("link", { name: "West was rebuilt" }).click();
    await page.getByText(/\d+ worse and \d+ better on the estate/).waitFor();
    await page.getByRole("button", { name: "Approve", exact: true }).click();
    await page.getByText("approved by person:ben-sample").first().waitFor();
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    await page.getByText("published", { exact: true }).first().waitFor();
    await page.close();
  });

  test("[A3.6] what a publication made stale stands on the page of documents with its reason, until its owner reviews it", async () => {
    const page = await come("person:dev-sample", "/documents");
    const stale = page.getByRole("region", { name: "Plans to review" });
    await stale.waitFor();
    const more = stale.getByRole("button", { name: /^Show all/ });
    await more.click();
    const failover = stale.locator(".document-stale").filter({ hasText: "runbook:orders-failover: Steps" });
    await failover
      .getByText(/was changed in .*changedOn.* by person:ana-sample/)
      .first()
      .waitFor();
    assert.deepEqual(await violations(page), [], "the page of documents");
    const right = failover.getByRole("button", { name: "It is still right" }).first();
    assert.equal(await right.getAttribute("aria-disabled"), "true");
    const owner = /Only (\S+) may/.exec((await failover.textContent()) ?? "")?.[1];
    const isBens = owner === "team:shop" || owner === "team:dba";
    await actAs(page, isBens ? "person:ben-sample" : "person:chloe-sample");
    // What one person opened is not open for the next.
    await more.click();
    await right.click();
    await failover.waitFor({ state: "detached" });
    await page.close();
  });

  test("[A3.2] two people change one document: the second is told, both changes are kept, and a contradiction is for a person to decide", async () => {
    const path = "/documents/service:orders/edit?view=text";
    const page = await come("person:chloe-sample", path);
    await page.getByRole("textbox", { name: "Text of service:orders" }).waitFor();
    await write(
      page,
      (text) => text.replace("title: Order intake", "title: Taking orders"),
      "service:orders",
    );
    await page.getByText("Kept in this browser until you propose it").waitFor();

    const text = (
      (await (await fetch(`${stage.url}/api/v1/documents/service:orders`)).json()) as { text: string }
    ).text;
    const tell = async (as: string, url: string, body: object) => {
      const headers = { "content-type": "application/json", "x-holdfast-actor": as };
      const answer = await fetch(`${stage.url}/api/v1${url}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      assert.ok(answer.ok, await answer.clone().text());
      return (await answer.json()) as { readonly id: string };
    };
    const changes = [{ text: text.replace("tier: 1", "tier: 2") }];
    const { id } = await tell("person:ana-sample", "/proposals", { title: "Tier two", changes });
    await tell("person:ben-sample", `/proposals/${id}/approve`, {});
    await tell("person:ben-sample", `/proposals/${id}/publish`, {});

    await page.getByText("Somebody changed this document since you began").waitFor();
    await page.getByText("Both changes fit together.").waitFor();
    await page.getByRole("button", { name: "Put mine on top of it" }).click();
    await page.getByText("Somebody changed this document since you began").waitFor({ state: "detached" });
    const content = page.locator(".cm-content");
    await content.getByText("tier: 2").waitFor();
    await content.getByText("Taking orders").waitFor();
    await propose(page, "A better name");
    await page.getByRole("tab", { name: /^Texts/ }).click();
    await page.locator(".difference-line[data-type=added]").getByText("Taking orders").waitFor();
    assert.equal(await page.locator(".difference-line").getByText("tier: 1").count(), 0);
    await page.close();
  });

  test("[A1.6] an owner signs what they have read, with a last day; nobody else can", async () => {
    const page = await come("person:ana-sample", "/documents/service:orders?tab=signatures");
    await page.getByText("Only team:shop may sign it.").waitFor();
    await actAs(page, "person:ben-sample");
    await page.getByRole("textbox", { name: "What you sign" }).fill(`The objectives are right. ${injected}`);
    await page.getByLabel("Until").fill("2099-12-31");
    await page.getByRole("button", { name: "Sign this revision" }).click();
    const signatures = page.getByRole("region", { name: "Signatures" });
    await signatures.getByText("person:ben-sample").waitFor();
    await signatures.getByText("until 2099-12-31").waitFor();
    await signatures.getByText("The objectives are right.").waitFor();
    assert.deepEqual(await violations(page), [], "signatures");
    await page.getByRole("tab", { name: /^History/ }).click();
    await page.getByRole("button", { name: "Show the change" }).first().click();
    await page.locator(".difference-line[data-type=added]").getByText("tier: 2").waitFor();
    await page.getByRole("tab", { name: /^Restructure/ }).click();
    await page.getByRole("textbox", { name: "New name" }).fill("order-intake");
    await page.getByRole("button", { name: "Show what it touches" }).click();
    await page.getByText("service:orders becomes service:order-intake").first().waitFor();
    await page.getByRole("button", { name: /^Take these \d+ changes/ }).click();
    await page.getByRole("heading", { name: "My changes", level: 1 }).waitFor();
    await page
      .locator(".difference-line[data-type=added]")
      .getByText("service:order-intake")
      .first()
      .waitFor();
    await page.close();
  });

  test("a document of two million characters is opened, searched, changed and kept, and a phone shows all of it", async () => {
    const page = await come("person:ben-sample", "/documents/runbook:orders-failover/edit?view=text");
    await page.getByRole("textbox", { name: "Text of runbook:orders-failover" }).waitFor();
    const line =
      "# a note that nobody reads, about a thing that nobody remembers, kept for whoever comes after\n";
    await write(page, (text) => text + line.repeat(22_000), "runbook:orders-failover");
    await page.keyboard.press("Control+Home");
    await page.keyboard.insertText("# first line\n");
    await page.locator(".cm-content").getByText("# first line").waitFor();
    await page.getByText("Kept in this browser until you propose it").waitFor();
    await page.keyboard.press("Control+f");
    await page.getByRole("textbox", { name: "Find" }).pressSequentially("purpose: failover");
    await page.keyboard.press("Enter");
    await page.locator(".cm-searchMatch-selected").first().waitFor();
    await page.reload();
    await page.locator(".cm-content").getByText("# first line").waitFor();
    await page.getByRole("tab", { name: "Form" }).click();
    await page.getByText("This document is too long for a form").waitFor();
    await page.setViewportSize({ width: 320, height: 700 });
    for (const path of [
      "/documents",
      "/documents/service:orders",
      "/proposals",
      "/documents/new",
      "/documents/team:dba/edit",
    ]) {
      await page.goto(`${stage.url}${path}`);
      await settled(page);
      assert.equal(await scrollsSideways(page), false, `${path} is wider than a phone`);
    }
    assert.deepEqual(stage.complaints, []);
    assert.deepEqual(refused, [], "the console works under the policy of the server");
    await page.close();
  });
});
