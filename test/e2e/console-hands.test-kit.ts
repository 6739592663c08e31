import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { patienceMilliseconds } from "./console.test-kit.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe-core finds wrong on the page as it stands: rule and place. */
export async function violations(page: Page): Promise<readonly string[]> {
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

/** Waits until a page shows what it read: its title is there, and no skeleton stands for something. */
export async function settled(page: Page): Promise<void> {
  await page.locator("main h1").first().waitFor();
  const deadline = Date.now() + patienceMilliseconds;
  while ((await page.locator("main .skeleton").count()) > 0) {
    if (Date.now() > deadline) throw new Error(`${page.url()} goes on reading`);
    await page.waitForTimeout(150);
  }
}

/** Whether the page is wider than the screen. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}

export async function actAs(page: Page, person: string): Promise<void> {
  await page.getByLabel("You act as").selectOption(person);
}

type Start = {
  readonly mode: "live" | "rehearsal" | "walkthrough";
  readonly reason: string;
  readonly runbook?: string;
};

/** Starts a run on the page of runs, as a person would. */
export async function start(page: Page, { mode, reason, runbook = "orders-failover" }: Start): Promise<void> {
  await page.goto(new URL("/runs", page.url()).href);
  await page.getByLabel("Runbook", { exact: true }).selectOption(runbook);
  await page.getByRole("radio", { name: mode }).check();
  await page.getByRole("textbox", { name: "Reason" }).fill(reason);
  await page.getByRole("button", { name: mode === "live" ? "Start LIVE…" : `Start a ${mode}` }).click();
  if (mode === "live") {
    const dialog = page.getByRole("dialog");
    await dialog.getByText("This acts on real systems").waitFor();
    await dialog.getByRole("textbox").fill(runbook);
    await dialog.getByRole("button", { name: "Start live" }).click();
  }
  await page.waitForURL(/\/runs\/[^/?]+(?:\?.*)?$/);
}

/** Gives a command of the open step: its button, its answers by label, and what sends it. */
export async function give(
  page: Page,
  command: string,
  answers: Readonly<Record<string, string>>,
  send: string,
) {
  await page.getByRole("button", { name: command }).click();
  for (const [label, answer] of Object.entries(answers)) {
    await page.getByRole("textbox", { name: label }).fill(answer);
  }
  await page.getByRole("button", { name: send, exact: true }).click();
}

/** The first row of a step with this in its title. */
export function row(page: Page, title: string) {
  return page.locator(".step-row").filter({ hasText: title }).first();
}
