import assert from "node:assert/strict";
import { test } from "node:test";
import { isJsonObject } from "#core/model/json.ts";
import { askJson } from "../ask-json.ts";
import { labControl } from "../control.ts";
import { describeLab, labUrl } from "../lab.ts";
import { labFolder } from "../folder.ts";
import { readLabState } from "../state.ts";
import { missed, withLab } from "./drill.test-kit.ts";

test("[A7.4] [A3.2] [A5.4] a site that dies is failed over without a lost order, and failed back without an error", async () => {
  // How long customers wait is measured by a benchmark; here it is that none of them is turned away.
  await withLab({ replication: "synchronous", orderLimitSeconds: 5 }, async ({ folder, drill }) => {
    const failover = await drill({ fault: "east-dies" });
    assert.deepEqual(missed(failover), []);
    assert.equal(failover.primary, "west");
    assert.ok(failover.acknowledged > 20, "the probe placed orders before and after");
    assert.deepEqual(failover.lost, []);

    await labControl(folder).heal();
    const lab = describeLab(readLabState(labFolder(folder))?.options ?? assert.fail("no lab"));
    const before = await askJson("GET", `${labUrl(lab.ports.probe)}/stats`);
    // What is planned is rehearsed.
    const failback = await drill({ runbook: "orders-failback", rehearseFirst: true });
    assert.deepEqual(missed(failback), []);
    assert.equal(failback.primary, "east");
    assert.deepEqual(failback.lost, []);
    const after = await askJson("GET", `${labUrl(lab.ports.probe)}/stats`);
    const failures = (body: unknown) =>
      isJsonObject(body) ? [body["refused"], body["unknown"]] : assert.fail();
    assert.ok(
      failures(before.body).every((count) => typeof count === "number"),
      "the probe counts failures",
    );
    assert.deepEqual(failures(after.body), failures(before.body), "no order failed in the planned failback");
  });
});

test("[B6.2] a failback within its commit window can be taken back, again without an error", async () => {
  await withLab({ replication: "synchronous" }, async ({ folder, drill }) => {
    const failover = await drill({ fault: "east-dies" });
    assert.deepEqual(missed(failover), []);
    await labControl(folder).heal();
    const failback = await drill({ runbook: "orders-failback", prefers: ["undo"] });
    assert.equal(failback.primary, "west");
    assert.deepEqual(failback.lost, []);
    assert.deepEqual(failback.violations, []);
  });
});
