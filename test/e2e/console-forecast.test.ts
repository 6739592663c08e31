import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import type { Page } from "playwright-core";
import type { Schemas } from "#client/client.ts";
import { formatDuration } from "../../console/ui/format-duration.ts";
import { noBrowser, type Stage, sampleEstate, setStage } from "./console.test-kit.ts";
import { violations } from "./console-hands.test-kit.ts";

describe("forecasts in the console", { skip: noBrowser ?? false, timeout: 600_000 }, () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage({ estate: sampleEstate });
  });
  afterEach((t) => stage?.clear(t));
  after(async () => {
    await stage?.close();
  });

  async function asked<Answer>(about: string, body: object): Promise<Answer> {
    const answer = await fetch(`${stage.url}/api/v1/analysis/${about}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Holdfast-Actor": "person:ana-sample" },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()) as Answer;
  }

  const p50 = async (changes: object) => {
    const body = { runbook: "orders-failover", trials: 10_000, seed: 1, ...changes };
    const { forecast } = await asked<Schemas["ForecastAnswer"]>("forecast", body);
    return formatDuration(forecast?.backSeconds.p50 ?? assert.fail("there is no forecast"));
  };

  const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) });

  test("[A2.1] [A5.3] the list shows each runbook with the numbers of the API, and leads to its forecast", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await page.getByRole("link", { name: "Forecast", exact: true }).first().click();
    const found = page.getByRole("row", { name: /Move order intake from east to west/ });
    await found.getByText(await p50({})).waitFor();
    await found.getByRole("link", { name: /Move order intake/ }).click();
    await page.getByRole("heading", { level: 1, name: /Move order intake/ }).waitFor();
    await row(page, "As it is")
      .getByText(await p50({}))
      .waitFor();
    await page.getByText("The numbers").first().click();
    await page
      .getByRole("row", { name: /^50 %/ })
      .getByText(await p50({}))
      .waitFor();
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("[B1.1] what is tried is in the address, stands beside what is, is what the API says, and is taken back", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await page.goto(`${stage.url}/forecast/orders-failover`);
    const time = page.getByRole("textbox", { name: "Time of Accept the loss or stop" });
    await time.fill("1 min");
    await page.waitForURL(/duration=decide-loss/);
    const estimate = { type: "estimate", minSeconds: 60, likelySeconds: 60, maxSeconds: 60 };
    const expected = await p50({ durations: { "decide-loss": estimate } });
    await page.getByText("10,000 trials, planned anew").waitFor();
    await row(page, "As changed").getByText(expected).waitFor();
    await row(page, "As it is")
      .getByText(await p50({}))
      .waitFor();
    const measures = await page.evaluate(() => performance.getEntriesByName("holdfast.what-if").length);
    assert.ok(measures > 0, "the time from a change to its first numbers is measured in the browser");

    await page.reload();
    await row(page, "As changed").getByText(expected).waitFor();
    await page.getByRole("button", { name: "One less of team:crisis" }).click();
    await page.getByRole("button", { name: "One less of team:crisis" }).click();
    await page.getByText("So it could never be done").waitFor();
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByText("nothing is changed", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("So it could never be done").waitFor();
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });

  test("[B1.3] the schedule is walked by keys, and two runbooks at once show who is needed by both", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await page.goto(`${stage.url}/forecast/orders-failover?tab=schedule&rows=steps`);
    const bar = page.locator(".gantt-bar[tabindex='0']");
    await bar.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByText("Critical chain", { exact: true }).first().waitFor();
    assert.deepEqual(await violations(page), []);

    await page.goto(`${stage.url}/forecast?runbooks=orders-failover,orders-failback`);
    await page.getByRole("heading", { name: "2 runbooks that begin together" }).waitFor();
    const both = { runbooks: ["orders-failover", "orders-failback"] };
    const { schedule } = await asked<Schemas["ScheduleAnswer"]>("schedule", both);
    const { conflicts = null, seconds = 0 } = schedule ?? {};
    await page.getByText(`${formatDuration(seconds)} with every likely duration`).waitFor();
    await page.getByRole("heading", { name: "Who is needed by several at once" }).waitFor();
    for (const { resource } of conflicts?.clashes ?? [])
      await page
        .getByRole("link", { name: new RegExp(resource.split(":")[1] ?? "") })
        .first()
        .waitFor();
    assert.deepEqual(await violations(page), []);
    await page.close();
  });

  test("[B1.1] objectives stand beside forecast and measurement with the reason in words, and are filtered in the address", async () => {
    const page = await stage.open({ actor: "person:ana-sample", scheme: "dark" });
    await page.goto(`${stage.url}/objectives`);
    const { services } = await asked<Schemas["Objectives"]>("objectives", {});
    const orders = services.find(({ ref }) => ref === "service:orders") ?? assert.fail();
    const found = page.getByRole("row", { name: /orders/ }).first();
    await found.getByText(formatDuration(orders.rto.forecast?.p90 ?? assert.fail())).waitFor();
    await found
      .getByText(formatDuration(orders.rto.requiredSeconds ?? assert.fail()))
      .first()
      .waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole("button", { name: /^✕?\s*missed/ }).click();
    await page.waitForURL(/verdict=missed/);
    const missed = services.filter(({ verdict }) => verdict === "missed").length;
    await page.getByRole("button", { name: new RegExp(`missed ${missed}`), pressed: true }).waitFor();
    await page.close();
  });

  test("a change that was tried becomes a proposal of the documents it changes", async () => {
    const page = await stage.open({ actor: "person:ana-sample" });
    await page.goto(`${stage.url}/forecast/orders-failover?duration=decide-loss%3D50%25`);
    await page.getByRole("button", { name: "Propose…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Changed:").waitFor();
    await dialog.getByRole("button", { name: "Propose it" }).click();
    await page.waitForURL(/\/proposals\//);
    await page.getByRole("tab", { name: /^Texts/ }).click();
    await page.locator(".difference-line[data-type=added]").getByText("PT1M30S").waitFor();
    assert.deepEqual(stage.complaints, []);
    await page.close();
  });
});
