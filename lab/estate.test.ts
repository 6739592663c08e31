import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { connectorCatalogue } from "#connectors/catalogue.ts";
import { allConnectors } from "#connectors/all-connectors.ts";
import { loadEstate } from "#estate/load-estate.ts";
import { resolveRunPlan } from "#core/check/resolve-run-plan.ts";
import { labFolder } from "./folder.ts";
import { withTestLab } from "./lab.test-kit.ts";
import { defaultBasePort, labPorts } from "./ports.ts";

const catalogue = connectorCatalogue(allConnectors);
const committed = path.join(import.meta.dirname, "estate");
/** After everything in it was last tested, before anything of it expires. */
const today = "2026-06-30";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("the committed estate has nothing to complain about, and its runbooks resolve to plans", async () => {
  const { resolved, diagnostics } = await loadEstate(committed, catalogue, { today });
  assert.deepEqual(diagnostics, []);
  for (const name of ["orders-failover", "orders-failback"]) {
    const plan = resolveRunPlan(resolved, name, { catalogue, sha256, today });
    assert.equal(plan.status, "ready", name);
    if (plan.status === "ready") assert.equal(plan.plan.objectives.rtoSeconds, 120);
  }
});

test("every port the documents name is one of the lab's", () => {
  const known = new Set(Object.values(labPorts(defaultBasePort)).map(String));
  for (const name of readdirSync(committed)) {
    const text = readFileSync(path.join(committed, name), "utf8");
    for (const [port] of text.matchAll(/\b174\d\d\b/g)) assert.ok(known.has(port), `${name}: ${port}`);
  }
});

test("an asynchronous lab's own copy names its folder and ports, and makes no commit wait for a standby", async () => {
  await withTestLab({ replication: "asynchronous" }, async ({ folder, ports }) => {
    const { estate } = labFolder(folder);
    const { resolved, diagnostics } = await loadEstate(estate, catalogue, { today });
    assert.deepEqual(diagnostics, []);
    const result = resolveRunPlan(resolved, "orders-failover", { catalogue, sha256, today });
    assert.equal(result.status, "ready");
    if (result.status !== "ready") return;
    const { plan } = result;
    const access = plan.access["component:orders-db-east"]?.["postgres"] as {
      port: number;
      local: { dataDirectory: string };
    };
    assert.equal(access.port, ports.databaseEast);
    assert.ok(access.local.dataDirectory.startsWith(folder));
    assert.equal(plan.objectives.rpoSeconds, 60);
    const waits = plan.steps.flatMap(({ work }) =>
      work.type === "action" && work.action.do === "set-synchronous" ? [work.action.with["names"]] : [],
    );
    assert.deepEqual(new Set(waits), new Set([""]));
  });
});
