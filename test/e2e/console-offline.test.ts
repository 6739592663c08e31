import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import { noBrowser, patienceMilliseconds, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";
import { violations } from "./console-hands.test-kit.ts";

const banner = "Connection lost; reconnecting by itself.";

/** Waits until an expression is true on the page; asked from outside, for its policy lets no text become code. */
async function until(page: Page, expression: string): Promise<void> {
  const deadline = Date.now() + patienceMilliseconds;
  while (Date.now() < deadline) {
    if (await page.evaluate(expression)) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`never true: ${expression}`);
}

const cachesNamed = (part: string) =>
  `caches.keys().then((names) => names.some((name) => name.startsWith(${JSON.stringify(part)})))`;

/** Waits until the worker serves this page and has the files of the build. */
async function served(page: Page): Promise<void> {
  await until(page, "navigator.serviceWorker.controller !== null");
  await until(page, cachesNamed("holdfast-build:"));
}

/** Waits until the answer of a path is kept for a person. */
async function untilKept(page: Page, person: string, pathname: string): Promise<void> {
  const cache = JSON.stringify(`holdfast-answers:${person}`);
  const keys = `caches.open(${cache}).then((cache) => cache.keys())`;
  await until(
    page,
    `${keys}.then((keys) => keys.some(({ url }) => decodeURIComponent(url).endsWith(${JSON.stringify(pathname)})))`,
  );
}

describe("the console without its server", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage({ estate: sampleEstate });
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
  });

  test("pages that were read stay readable with their age, nothing can be done in them, and all is fresh once it is back", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await served(page);
    await page.goto(`${stage.url}/documents/service:orders`);
    await page.getByRole("heading", { name: "service:orders" }).first().waitFor();
    await untilKept(page, "person:ana-sample", "/api/v1/documents/service:orders");
    await stage.killServer();
    await page.reload();
    await page.getByText(banner).waitFor();
    await page.getByText(/The oldest of it is a copy of/).waitFor();
    await page.getByText("kind: Service").first().waitFor();
    assert.deepEqual(await violations(page), []);
    const refused = page.getByText("nothing can be done until it is back").first();
    await refused.waitFor();
    await page.goto(`${stage.url}/documents/site:east`);
    await page.getByText("The server does not answer.").first().waitFor();
    assert.equal(await page.getByText("kind: Site").count(), 0, "what was never read is not made up");
    await stage.startServer();
    await page.getByText(banner).waitFor({ state: "detached" });
    await page.getByText("kind: Site").first().waitFor();
    await page.close();
  });

  test("what one person read is not kept for the next", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await served(page);
    await page.goto(`${stage.url}/documents/service:orders`);
    await untilKept(page, "person:ana-sample", "/api/v1/documents/service:orders");
    await page.getByLabel("You act as").selectOption("person:ben-sample");
    await until(page, `${cachesNamed("holdfast-answers:person:ana-sample")}.then((is) => !is)`);
    await stage.killServer();
    await page.reload();
    await page.getByText("The server does not answer.").first().waitFor();
    assert.equal(await page.getByText("kind: Service").count(), 0, "what was forgotten is not shown");
    await stage.startServer();
    await page.close();
  });

  test("nothing went wrong in any page", () => {
    assert.deepEqual(stage.complaints, []);
  });
});
