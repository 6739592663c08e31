import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { noBrowser, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";
import { give, row, scrollsSideways, start, violations } from "./console-hands.test-kit.ts";

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder).map((name) => path.join(folder, name));
}

describe("the console", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage({ estate: sampleEstate });
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
  });

  test("teaches the first start before anything has been run, and asks who one is", async () => {
    const page = await stage.open({});
    await page.getByText("Nothing has been run yet").waitFor();
    await page.getByRole("link", { name: "Choose a runbook" }).click();
    await page.getByText("above: the record must say who did it").waitFor();
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
    await page.getByRole("button", { name: "Note…", exact: true }).click();
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
    // The page opened on what waits for me.
    await page.waitForURL(/\?step=/);
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => url.search === "");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    const focused = () => page.evaluate("document.activeElement.dataset.stepLink");
    const first = await page.locator(".step-row [data-step-link]").first().getAttribute("data-step-link");
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

  test("a run is changed while it goes on, each change with its reason, and aborted only by typing its name", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await start(page, { mode: "walkthrough", reason: "to be changed" });
    const timeline = page.locator(".timeline");
    await row(page, "Turn the public entrance off").getByRole("link").click();
    await page.getByRole("button", { name: "Reassign…" }).click();
    await page.getByLabel("Responsible").selectOption("person:ben-sample");
    await page.getByRole("textbox", { name: "Reason" }).fill("Ben is nearer");
    await page.getByRole("button", { name: "Reassign", exact: true }).click();
    await timeline.getByText("was handed to person:ben-sample").waitFor();
    await give(page, "Mark done by hand…", { "What was done": "pulled the plug" }, "Mark as done by hand");
    await timeline.getByText("pulled the plug").waitFor();
    await row(page, "Kill every process").getByRole("link").click();
    await give(page, "Skip…", { Reason: "nothing is left of it" }, "Skip this step");
    await timeline.getByText("nothing is left of it").waitFor();
    await row(page, "Make west the primary").getByRole("link").click();
    const inserted = {
      Title: "Call the vendor",
      Instructions: "Ask for the case number.",
      Reason: "they asked",
    };
    await give(page, "Insert a step before…", inserted, "Insert the step");
    await row(page, "Call the vendor").waitFor();
    await give(page, "Pause…", { Reason: "breathe" }, "Pause");
    await page.locator(".run-header").getByText("paused").waitFor();
    await give(page, "Resume…", { Reason: "go on" }, "Resume");
    await page.locator(".run-header").getByText("running", { exact: true }).waitFor();
    await give(page, "Abort…", { Reason: "enough" }, "Abort the run");
    await page.getByText("Type “orders-failover” to go on.").waitFor();
    await page.getByText("Call the vendor: is not carried out").waitFor();
    await page.getByRole("textbox", { name: "Type the runbook's name" }).fill("orders-failover");
    await page.getByRole("button", { name: "Abort the run" }).click();
    await page.getByRole("heading", { name: "Result" }).waitFor();
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("axe-core finds nothing at WCAG 2.2 AA on a run with forms open, in both themes", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await page.getByRole("link", { name: "Move order intake" }).first().click();
    await page.locator(".step-row").first().waitFor();
    await page.locator(".step-link").nth(1).click();
    await page.getByRole("button", { name: "Add a note…" }).click();
    await page.getByRole("textbox", { name: "Note" }).waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await violations(page), [], colorScheme);
    }
    await page.close();
  });

  test("the first load is at most 250 kB compressed", () => {
    const folder = path.join(import.meta.dirname, "../../dist/console");
    const page = readFileSync(path.join(folder, "index.html"), "utf8");
    // What the page itself names, and the part of the first page, which is asked for by it.
    const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file ?? "");
    const first = filesIn(path.join(folder, "assets")).filter((file) =>
      /home-page-.*\.(?:js|css)$/.test(file),
    );
    const loaded = [
      path.join(folder, "index.html"),
      ...named.map((file) => path.join(folder, file)),
      ...first,
    ];
    const bytes = loaded.map((file) => gzipSync(readFileSync(file)).length);
    assert.ok(bytes.length >= 3, "a page, a style sheet and a program");
    const total = bytes.reduce((sum, one) => sum + one, 0);
    assert.ok(total <= 250_000, `${total} bytes`);
  });

  test("nothing went wrong in any page", () => {
    assert.deepEqual(stage.complaints, []);
  });
});
