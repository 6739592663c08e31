// What the console costs whoever looks at it, by Chromium's own tracing: the first load, interactions, big maps, and how long an
// event takes to the screen.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { noBrowser, type Stage, sampleEstate, setStage } from "../test/e2e/console.test-kit.ts";
import { settled } from "../test/e2e/console-hands.test-kit.ts";
import { longRunbook } from "./console/long-runbook.ts";
import { serveText } from "./console/serve-text.ts";
import {
  instrumented,
  interactionMilliseconds,
  millisecondsToInteractive,
  startTrace,
} from "./console/trace.ts";
import { syntheticMap } from "./synthetic-map.ts";
import { median, percentile, type Row, short } from "./table.ts";

const actor = "person:ana-sample";
const rounds = 5;
const slowdown = 4;
const steps = 500;
const runsAtOnce = 50;
const notes = 200;

async function told<Answer>(stage: Stage, address: string, body: object): Promise<Answer> {
  const headers = { "content-type": "application/json", "x-holdfast-actor": actor };
  const answer = await fetch(`${stage.url}${address}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer;
}

async function startedRun(stage: Stage, runbook: string): Promise<string> {
  const body = { runbook, mode: "walkthrough", reason: "Measured" };
  return (await told<{ readonly id: string }>(stage, "/api/v1/runs", body)).id;
}

/** Bytes of everything the first page asks for, compressed as a gateway would. */
async function firstLoad(stage: Stage): Promise<readonly Row[]> {
  const milliseconds: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const page = await stage.open({ actor });
    await page.goto("about:blank");
    const session = await instrumented(page, slowdown);
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const loaded: Promise<Buffer>[] = [];
    page.on("response", (response) => {
      const isOwn = /\/assets\/[^/]+\.(?:js|css)$|\/$/.test(new URL(response.url()).pathname);
      if (isOwn) loaded.push(response.body());
    });
    const trace = await startTrace(session);
    await page.goto(stage.url);
    await settled(page);
    // Two quiet seconds are part of what is measured; the worker that keeps pages begins after them.
    await page.waitForTimeout(3000);
    milliseconds.push(millisecondsToInteractive(await trace.stop()));
    bytes = (await Promise.all(loaded)).reduce((sum, body) => sum + gzipSync(body).length, 0);
    await page.close();
  }
  return [
    ["first load, compressed (250 kB)", `${short(bytes / 1000)} kB`],
    [
      `first load to interactive, processor slowed ${slowdown}× (1,500 ms)`,
      `${short(median(milliseconds))} ms`,
    ],
  ];
}

async function inputToPaint(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  const session = await instrumented(page, 1);
  const trace = await startTrace(session);
  await act();
  await page.waitForTimeout(500);
  return interactionMilliseconds(await trace.stop());
}

function p95(name: string, measured: readonly number[]): Row {
  return [name, `${short(percentile(measured, 0.95))} ms of ${measured.length} interactions`];
}

async function runPage(stage: Stage, run: string): Promise<Row> {
  const page = await stage.open({ actor });
  await page.goto(`${stage.url}/runs/${run}`);
  await page.locator("[data-step-link]").first().waitFor();
  await settled(page);
  const measured = await inputToPaint(page, async () => {
    for (let index = 0; index < 30; index += 1) await page.keyboard.press("j");
    for (let index = 0; index < 10; index += 1) {
      await page.keyboard.press("Enter");
      await page.keyboard.press("j");
      await page.keyboard.press("Escape");
    }
    await page.keyboard.press("/");
    await page.keyboard.type("number 4", { delay: 40 });
    await page.keyboard.press("Escape");
  });
  await page.close();
  return p95(`input to next paint on a run of ${steps} steps, P95 (100 ms)`, measured);
}

/** Marks the frame after the first box or dot of a map, in the page's own time. */
const markDrawn = `(() => {
  const look = () => {
    if (document.querySelector("main canvas, main .react-flow__node") === null) setTimeout(look, 10);
    else requestAnimationFrame(() => performance.mark("map-drawn"));
  };
  look();
})()`;

async function openMap(
  stage: Stage,
  nodes: number,
): Promise<{ readonly page: Page; readonly milliseconds: number }> {
  const served = await serveText(JSON.stringify(syntheticMap(nodes, 1)));
  const page = await stage.open({ actor });
  await page.route("**/api/v1/estate/map", (route) => route.continue({ url: served.url }));
  await page.addInitScript(markDrawn);
  await page.goto(`${stage.url}/map`, { waitUntil: "commit" });
  const drawn = `performance.getEntriesByName("map-drawn")[0]?.startTime ?? null`;
  let milliseconds: number | null = null;
  while (milliseconds === null) {
    // Asked seldom, so that asking does not become a part of what is measured.
    await page.waitForTimeout(250);
    milliseconds = await page.evaluate<number | null>(drawn);
  }
  await served.close();
  return { page, milliseconds };
}

async function mapPages(stage: Stage): Promise<readonly Row[]> {
  const small = await openMap(stage, 10_000);
  await settled(small.page);
  const measured = await inputToPaint(small.page, async () => {
    const box = await small.page.locator("main").boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    for (let index = 0; index < 20; index += 1) await small.page.mouse.click(x + index * 9 - 90, y);
    await small.page.keyboard.press("/");
    await small.page.keyboard.type("component number 12", { delay: 40 });
  });
  await small.page.close();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { page, milliseconds } = await openMap(stage, 100_000);
    times.push(milliseconds);
    await page.close();
  }
  return [
    p95("input to next paint on a map of 10,000 nodes, P95 (100 ms)", measured),
    ["a map of 100,000 nodes opens (3,000 ms)", `${short(median(times))} ms`],
  ];
}

/** From the command that makes an event to its text on the screen, while many runs go on. */
async function eventToPixel(stage: Stage, runs: readonly string[]): Promise<Row> {
  const page = await stage.open({ actor });
  const [watched = ""] = runs;
  await page.goto(`${stage.url}/runs/${watched}`);
  await page.locator("[data-step-link]").first().waitFor();
  await settled(page);
  const delays: number[] = [];
  for (let index = 0; index < notes; index += 1) {
    const word = `measured-${index}-end`;
    const seen = page.evaluate<number>(`new Promise((resolve) => {
      const look = () => {
        if (document.body.textContent.includes("${word}")) requestAnimationFrame(() => resolve(Date.now()));
        else requestAnimationFrame(look);
      };
      look();
    })`);
    // Others go on meanwhile, and what they do is heard by the same page.
    const other = runs[1 + (index % (runs.length - 1))] ?? watched;
    await told(stage, `/api/v1/runs/${other}/notes`, { text: "Beside" });
    const sentAt = Date.now();
    await told(stage, `/api/v1/runs/${watched}/notes`, { text: word });
    delays.push((await seen) - sentAt);
  }
  await page.close();
  return [
    `command to its event on the screen with ${runs.length} runs, p99 (250 ms)`,
    `${short(percentile(delays, 0.99))} ms (median ${short(median(delays))})`,
  ];
}

/** Measures the console on the sample estate with a long runbook beside it. */
export async function consoleSpeed(): Promise<readonly Row[]> {
  if (noBrowser !== null) return [["not measured", noBrowser]];
  const estate = mkdtempSync(path.join(os.tmpdir(), "holdfast-bench-console-"));
  cpSync(sampleEstate, estate, { recursive: true });
  writeFileSync(path.join(estate, "long.yaml"), longRunbook("long", steps));
  const stage = await setStage({ estate });
  try {
    const rows: Row[] = [];
    // Minutes go by: what is measured is told at once, and is not lost when a later part fails.
    const keep = (...measured: readonly Row[]) => {
      for (const row of measured) process.stderr.write(`${row.join(": ")}\n`);
      rows.push(...measured);
    };
    keep(...(await firstLoad(stage)));
    keep(await runPage(stage, await startedRun(stage, "long")));
    keep(...(await mapPages(stage)));
    const runs: string[] = [];
    for (let index = 0; index < runsAtOnce; index += 1) runs.push(await startedRun(stage, "orders-failover"));
    keep(await eventToPixel(stage, runs));
    return rows;
  } finally {
    await stage.close();
    rmSync(estate, { recursive: true, force: true });
  }
}
