import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Schemas } from "#client/client.ts";
import { ask, startTestServer, testEstate, type TestServer } from "../server.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

const [ana, ben, cem] = ["person:ana", "person:ben", "person:cem"] as const;

async function get<Result>(url: string): Promise<Result> {
  const answer = await ask(server, "GET", url);
  assert.equal(answer.status, 200, answer.text);
  return answer.json() as Result;
}

const textOf = async (ref: string) => (await get<Schemas["Document"]>(`/api/v1/documents/${ref}`)).text;

/** Somebody publishes another text by the way of a proposal. */
async function publish(text: string): Promise<void> {
  const body = { title: "By people", changes: [{ text }] };
  const opened = await ask(server, "POST", "/api/v1/proposals", { as: cem, body });
  const { id } = opened.json() as { id: string };
  for (const as of [ana, ben]) await ask(server, "POST", `/api/v1/proposals/${id}/approve`, { as, body: {} });
  const published = await ask(server, "POST", `/api/v1/proposals/${id}/publish`, { as: cem, body: {} });
  assert.equal(published.status, 200, published.text);
}

test("[A3.2] a change in the folder is published beside what people published, and neither is lost", async () => {
  const file = path.join(server.estateFolder, "estate.yaml");
  await publish((await textOf("service:orders")).replace("rpo: PT1M", "rpo: PT2M"));
  const number = (await get<Schemas["Estate"]>("/api/v1/estate")).number ?? 0;
  writeFileSync(file, testEstate.replace("title: Ana }", "title: Ana A. }"));
  await untilNumber(number + 1);
  assert.match(await textOf("person:ana"), /Ana A\./);
  assert.match(await textOf("service:orders"), /rpo: PT2M/, "what was published meanwhile stands");
  writeFileSync(
    file,
    testEstate.replace("title: Ana }", "title: Ana A. }").replace("title: Orders", "title: Sales"),
  );
  await untilConflict("service:orders");
  assert.doesNotMatch(await textOf("service:orders"), /Sales/);
  server = await server.restart();
  assert.match(await textOf("service:orders"), /rpo: PT2M/, "a restart loses nothing either");
  assert.deepEqual((await get<Schemas["Estate"]>("/api/v1/estate")).conflicts, ["service:orders"]);
});

async function until(holds: (estate: Schemas["Estate"]) => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!holds(await get<Schemas["Estate"]>("/api/v1/estate"))) {
    assert.ok(performance.now() < deadline, "did not happen within 30 s");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const untilNumber = (number: number) => until((estate) => estate.number === number);
const untilConflict = (ref: string) => until(({ conflicts }) => conflicts.some((one) => one === ref));
