import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { IncidentView } from "#core/incident/view.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";

const planOf = (title: string) => `
apiVersion: holdfast/v1
kind: Plan
metadata: { name: orders, title: ${title} }
spec:
  owner: team:dba
  covers: [service:orders]
  runbooks: [runbook:by-hand]
`;

const ana = "person:ana";
let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

async function publish(title: string): Promise<void> {
  writeFileSync(path.join(server.estateFolder, "plan.yaml"), planOf(title));
  for (let tries = 0; tries < 300; tries++) {
    const answer = await ask(server, "GET", "/api/v1/documents/plan:orders", { as: ana });
    if (answer.text.includes(title)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`the plan ${title} was not published`);
}

async function judge(id: string, body: object): Promise<NonNullable<IncidentView["judged"]>> {
  const answer = await ask(server, "POST", `/api/v1/incidents/${id}/plan-checks`, { as: ana, body });
  assert.equal(answer.status, 200, answer.text);
  const { judged } = answer.json() as IncidentView;
  assert.ok(judged);
  return judged;
}

test("[B3.2] [B3.4] the newest published plan is fetched each time it is judged, and each step fits, fits with a change, or does not", async () => {
  await publish("First plan");
  const body = { title: "Orders fail", services: ["service:orders"] };
  const opened = await ask(server, "POST", "/api/v1/incidents", { as: ana, body });
  const { id } = opened.json() as IncidentView;

  const first = await judge(id, {});
  assert.equal(first.verdict, "fits");
  assert.deepEqual(
    first.steps.map(({ step, fits }) => [step, fits]),
    [
      ["look", "yes"],
      ["open", "yes"],
      ["choose", "yes"],
    ],
  );
  assert.ok(first.publication > 0 && first.revision !== "", "what it was judged on is on record");

  await publish("Second plan");
  const changed = { step: "open", fits: "changed", reason: "the door is in the north now" };
  const second = await judge(id, { steps: [changed] });
  assert.equal(second.verdict, "fits-with-changes");
  assert.ok(second.publication > first.publication, "not the plan of before");
  assert.notEqual(second.revision, first.revision);
  assert.deepEqual(second.steps[1], changed);

  const unfit = await judge(id, { steps: [{ step: "look", fits: "no", reason: "the hall is locked" }] });
  assert.equal(unfit.verdict, "does-not-fit");
  const refused = async (steps: object[]) => {
    const answer = await ask(server, "POST", `/api/v1/incidents/${id}/plan-checks`, {
      as: ana,
      body: { steps },
    });
    return (answer.json() as { code: string }).code;
  };
  assert.equal(await refused([{ step: "look", fits: "changed", reason: " " }]), "reason-missing");
  assert.equal(await refused([{ step: "fly", fits: "no", reason: "x" }]), "step-missing");
  const log = await ask(server, "GET", `/api/v1/incidents/${id}/log`, { as: ana });
  assert.match(
    log.text,
    /Plan judged.*the door is in the north now.*the hall is locked/,
    "all three are kept",
  );
});
