import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { type Browser, chromium, type Page } from "playwright-core";
import type { ImpactReport } from "#core/analysis/impact/impact-report.ts";
import { readConfig } from "#server/config.ts";
import { type Server, startServer } from "#server/main.ts";
import { syntheticMap } from "../../bench/synthetic-map.ts";
import { buildConsole } from "../../scripts/build-console.ts";
import { violations } from "./console-hands.test-kit.ts";
import { clearPages, noBrowser, patienceMilliseconds } from "./console.test-kit.ts";

const root = path.join(import.meta.dirname, "../..");
const catalogue = path.join(root, "../shared/data/gitlab-runbooks/history/service-catalog.2022H2.yml");

/** A map starts threads, each of which needs its turn on a busy machine. */
const patience = 2 * patienceMilliseconds;

const person = "person:ana-sample";
const personText =
  "apiVersion: holdfast/v1\nkind: Person\nmetadata: { name: ana-sample, title: Ana Sample }\nspec: {}\n";
/** What was seen: the app in east also asks the database in west, which nobody declared. */
const observed = {
  version: 1,
  sources: {
    otlp: {
      importedOn: "2026-01-02",
      observations: ["component:orders-db-east", "component:orders-db-west"].map((to) => ({
        from: "component:orders-app-east",
        to,
        source: "trace",
        count: 17,
        failedCount: 0,
        firstSeenAt: null,
        lastSeenAt: "2026-01-02T00:00:00Z",
        detail: null,
      })),
    },
  },
};

let browser: Browser;
let folder: string;
const servers: Server[] = [];
const complaints: string[] = [];

/** A server that follows a folder of documents. */
async function serve(name: string): Promise<string> {
  const args = ["--port", "0", "--data", path.join(folder, `${name}-data`), "--trust-loopback"];
  const server = await startServer(
    readConfig([...args, "--estate", path.join(folder, name)], {}, "test"),
    () => {},
  );
  servers.push(server);
  return server.url;
}

async function open(url: string, { width = 1440 }: { readonly width?: number } = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  page.setDefaultTimeout(patience);
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.addInitScript((ref) => localStorage.setItem("holdfast.actor", ref), person);
  await page.goto(url);
  return page;
}

async function impactOf(url: string, fail: readonly string[]): Promise<ImpactReport> {
  const answer = await fetch(`${url}/api/v1/analysis/impact`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-holdfast-actor": person },
    body: JSON.stringify({ fail }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()) as ImpactReport;
}

/** Waits until the page tells the numbers of the report, and then what is lost, one by one. */
async function assertTells(page: Page, { failed, down, degraded, functions }: ImpactReport): Promise<void> {
  const counts = page.locator(".map-counts");
  const numbers = [
    `${failed.length} failed`,
    `${down.length} down`,
    `${degraded.length} degraded`,
    `${functions.length} ${functions.length === 1 ? "function" : "functions"} hit`,
  ];
  for (const number of numbers) await counts.getByText(number).waitFor();
}

/** The table is the same in words. */
async function assertTableTells(page: Page, { down }: ImpactReport): Promise<void> {
  await page.getByRole("tab", { name: "Table" }).click();
  const table = page.getByRole("table", { name: "Nodes of the estate" });
  await table.getByRole("row").filter({ hasText: "down" }).first().waitFor();
  const rows = await table
    .getByRole("row")
    .filter({ hasText: /■ down/ })
    .count();
  assert.equal(rows, down.length);
  await page.getByRole("tab", { name: "Map" }).click();
}

/** What was chosen is taken back and chosen again; a link shows what its sender saw. */
async function assertComesBack(page: Page, report: ImpactReport): Promise<void> {
  await page.getByRole("button", { name: "Undo the last choice" }).click();
  await page.locator(".map-counts").getByText("0 down").waitFor();
  await page.getByRole("button", { name: "Choose again what was undone" }).click();
  await assertTells(page, report);
  const second = await open(page.url());
  await second.locator('.map-node[title^="service:orders"][data-state="down"]').waitFor();
  await assertTells(second, report);
  await second.close();
}

before(async () => {
  if (noBrowser !== null) return;
  const built = buildConsole();
  if (built.status === "failed") throw new Error(`the console does not build:\n${built.output}`);
  folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-map-"));
  // The database of a server started by root runs as somebody else, who has to get in.
  chmodSync(folder, 0o755);
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--enable-unsafe-swiftshader"],
  });
});

afterEach((t) => clearPages(browser?.contexts().flatMap((context) => context.pages()) ?? [], t));
after(async () => {
  await browser?.close();
  for (const server of servers) await server.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const options = { skip: noBrowser ?? false };

test(
  "[A1.3] [A7.2] [B2.2] what would fall is seen while choosing, with the numbers of the analysis, and a link shows it again",
  options,
  async () => {
    cpSync(path.join(root, "lab/estate"), path.join(folder, "sample"), { recursive: true });
    writeFileSync(path.join(folder, "sample/observed-dependencies.json"), JSON.stringify(observed));
    const url = await serve("sample");
    const page = await open(`${url}/map`);
    const intake = page.locator('.map-node[title^="service:orders"]');
    await intake.waitFor();

    // Pointing shows what would fall, and chooses nothing.
    const east = page.getByRole("group", { name: "Sites" }).getByRole("button", { name: "East" });
    await east.hover();
    await page
      .locator('.map-node[title^="service:orders"][data-preview="true"][data-state="down"]')
      .waitFor();
    assert.doesNotMatch(page.url(), /fail/);
    await east.click();
    await page.waitForURL(/fail=site(%3A|:)east/);
    const report = await impactOf(url, ["site:east"]);
    await assertTells(page, report);
    await page.getByText("holdfast impact DIR --fail site:east").waitFor();

    // Why, and what brings it back.
    const hit = page.locator(".map-hit").filter({ hasText: "Order intake" }).last();
    await page.locator(".map-hit").filter({ hasText: "brought back by" }).first().waitFor();
    assert.match((await hit.textContent()) ?? "", /because of.*East/);

    const wrong = await violations(page);
    assert.deepEqual(
      wrong.filter((one) => one.includes(".map-")),
      [],
    );

    await assertTableTells(page, report);
    await assertComesBack(page, report);

    // A scenario by name.
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByRole("combobox", { name: /Let something fail/ }).fill("lost as a whole");
    await page.keyboard.press("Enter");
    await page.waitForURL(/fail=scenario/);
    await page.locator(".map-counts").getByText(`${report.down.length} down`).waitFor();

    // Only what was observed and nobody declared.
    await page.getByRole("combobox", { name: "Links:" }).selectOption("observed-only");
    await page.locator(".map-left", { hasText: /^2 nodes/ }).waitFor();
    assert.equal(await page.locator('.map-canvas .map-edges-all path[data-look="undeclared"]').count(), 1);
    assert.deepEqual(complaints, []);
    await page.close();
  },
);

test("the map is walked through, asked and saved by keyboard alone", options, async () => {
  const [server] = servers;
  assert.ok(server);
  const page = await open(`${server.url}/map?at=service:orders`);
  const map = page.getByRole("application", { name: /Map of the estate/ });
  const active = page.locator('.map-node[data-active="true"]');
  await active.waitFor();
  await map.focus();
  assert.match((await active.getAttribute("title")) ?? "", /service:orders/);
  await page.keyboard.press("ArrowUp");
  await page.locator('.map-node[data-active="true"][data-kind="function"]').waitFor();
  await page.keyboard.press("ArrowDown");
  await page.locator('.map-node[data-active="true"][data-kind="service"]').waitFor();
  await page.keyboard.press("f");
  await page.waitForURL(/fail=service(%3A|:)orders/);
  await page.locator('.map-node[data-active="true"][data-state="failed"]').waitFor();
  await page.keyboard.press("f");
  await page.locator(".map-counts").getByText("0 failed").waitFor();
  await page.keyboard.press("z");
  await page.locator(".map-counts").getByText("1 failed").waitFor();
  // What is around it only.
  await page.getByRole("combobox", { name: "Show" }).selectOption("1");
  await page.waitForURL(/depth=1/);
  // On demand: which two take it down together.
  await page.getByRole("button", { name: "Which two together take it down?" }).press("Enter");
  await page.getByRole("heading", { name: /Two together, neither alone/ }).waitFor();
  await page.getByRole("button", { name: "Save" }).press("Enter");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  assert.equal((await download).suggestedFilename(), "estate-map.svg");
  await map.focus();
  await page.keyboard.press("t");
  await page.getByRole("table", { name: "Nodes of the estate" }).waitFor();
  await page.close();

  // Where there is no room, what follows and the table come first.
  const phone = await open(`${server.url}/map?fail=site:east`, { width: 360 });
  await phone.getByRole("table", { name: "Nodes of the estate" }).waitFor();
  assert.equal(await phone.locator(".map-canvas").count(), 0);
  assert.ok(
    await phone.evaluate("document.documentElement.scrollWidth <= innerWidth"),
    "nothing to scroll sideways",
  );
  await phone.getByRole("tab", { name: "Map" }).click();
  await phone.locator(".map-node").first().waitFor();
  assert.deepEqual(complaints, []);
  await phone.close();
});

test("ten thousand nodes are groups that open, and dots when all are asked for", options, async () => {
  const [server] = servers;
  assert.ok(server);
  const body = JSON.stringify(syntheticMap(10_000, 1));
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(patience);
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.addInitScript((ref) => localStorage.setItem("holdfast.actor", ref), person);
  await page.route("**/api/v1/estate/map", (route) =>
    route.fulfill({ body, contentType: "application/json" }),
  );
  await page.goto(`${server.url}/map?fail=site:site-000003`);
  const site = page.locator('.map-group[title="Site number 3"]');
  await site.getByText(/■ \d+/).waitFor();
  await site.click();
  await page.waitForURL(/open=site/);
  await page.locator('.map-node[title^="component:"]').first().waitFor();
  await page.getByRole("button", { name: "Close the groups" }).click();
  await page.getByRole("button", { name: "Show every node" }).click();
  await page.locator(".map-cloud, .map-note[role=alert]").first().waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test("[B2.2] the map of a real catalogue tells what the analysis tells", {
  skip: noBrowser ?? (existsSync(catalogue) ? false : "the GitLab catalogue is not here"),
}, async () => {
  const main = path.join(root, "src/cli/main.ts");
  const estate = path.join(folder, "gitlab");
  const args = [main, "import", "gitlab", catalogue, "--out", estate, "--date", "2026-01-31"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  assert.ok(existsSync(estate), `${status} ${stderr}`);
  writeFileSync(path.join(estate, "person.yaml"), personText);
  const url = await serve("gitlab");
  const radii = await fetch(`${url}/api/v1/analysis/radii?top=2`, {
    headers: { "x-holdfast-actor": person },
  });
  const worst = (await radii.json()) as { readonly radii: readonly { readonly ref: string }[] };
  const fail = worst.radii.map(({ ref }) => ref);
  const page = await open(`${url}/map?fail=${fail.join(",")}`);
  await page.locator(".map-node").first().waitFor();
  const report = await impactOf(url, fail);
  assert.ok(report.down.length > 1, "much of it needs its database");
  await assertTells(page, report);
  assert.deepEqual(complaints, []);
  await page.close();
});
