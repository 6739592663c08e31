import assert from "node:assert/strict";
import { test } from "node:test";
import { isJsonObject } from "#core/model/json.ts";
import { labControl } from "../control.ts";
import { missed, withLab } from "./drill.test-kit.ts";

test("[B5.4] [A3.5] an asynchronous failover lists every acknowledged order it loses, before and after", async () => {
  await withLab({ replication: "asynchronous" }, async ({ folder, drill }) => {
    // A slow link: what east acknowledged in the last moments never reached west.
    await labControl(folder).fail("link-delay");
    const result = await drill({ fault: "east-dies", onLoss: "accept" });
    const step = (id: string) => result.run.steps.find((candidate) => candidate.id === id);
    const statement = step("loss")?.output;
    assert.ok(isJsonObject(statement), "the loss was stated");
    assert.ok(result.lost.length > 0, "something was lost, else this drill shows nothing");
    assert.deepEqual(
      [...(statement["missing"] as string[])].sort(),
      result.lost.map(({ id }) => id).sort(),
      "what was stated before the promotion is what is missing afterwards",
    );
    assert.equal(step("decide-loss")?.option, "accept", "somebody with authority accepted the loss");
    assert.ok(Number(statement["lossSeconds"]) > 0, "the loss is stated in seconds, too");
    // An asynchronous estate promises an RPO of a minute, and this loss is within it.
    assert.deepEqual(missed(result), []);
  });
});

test("[A3.5] a loss that nobody accepts stops the failover with everything fenced", async () => {
  await withLab({ replication: "asynchronous" }, async ({ folder, drill }) => {
    await labControl(folder).fail("link-delay");
    const result = await drill({ fault: "east-dies", onLoss: "abort" });
    assert.equal(result.run.result, "aborted");
    const status = await labControl(folder).status();
    assert.equal(status.sites.west.database.status, "standby", "west was not promoted");
    assert.equal(status.sites.east.database.processes, 0, "east is still fenced");
  });
});
