import assert from "node:assert/strict";
import { test } from "node:test";
import type { Interference } from "../drill/run-drill.ts";
import { labControl } from "../control.ts";
import { orderLinks, soundLink } from "../faults/order-link.ts";
import { missed, withLab } from "./drill.test-kit.ts";

/** Does something once, when a step of the run has reached a status. */
function once(
  step: string,
  statuses: readonly string[],
  act: (scene: Parameters<Interference>[0]) => Promise<void>,
) {
  let isDone = false;
  const interfere: Interference = async (scene) => {
    const found = scene.run.steps.find(({ id }) => id === step);
    if (isDone || !found || !statuses.includes(found.status)) return;
    isDone = true;
    await act(scene);
  };
  return { interfere, wasDone: () => isDone };
}

test("[A7.4] a frozen primary, which answers TCP but no SQL, is fenced and failed over", async () => {
  await withLab({}, async ({ drill }) => {
    const result = await drill({ fault: "east-db-freezes" });
    assert.deepEqual(missed(result), []);
    assert.deepEqual(result.lost, []);
    assert.equal(result.primary, "west");
  });
});

test("[A7.4] a cut link stops a synchronous primary; the other site takes over without a lost order", async () => {
  await withLab({}, async ({ drill }) => {
    // The old site is rebuilt through the link, so somebody has to mend it once customers are served.
    const mended = once("outside-order", ["succeeded"], ({ lab }) => orderLinks(lab, soundLink));
    const result = await drill({ fault: "link-cut", interfere: mended.interfere });
    assert.ok(mended.wasDone());
    assert.deepEqual(missed(result), []);
    assert.deepEqual(result.lost, []);
    assert.equal(result.primary, "west");
  });
});

for (const [moment, step, statuses] of [
  ["before it was fenced", "fence.database", ["pending", "dispatched", "running", "succeeded"]],
  ["before the other is promoted", "promote", ["awaiting-approval"]],
  ["after the other was promoted", "promote", ["succeeded"]],
] as const) {
  test(`[A7.4] a primary that comes back by itself ${moment} never becomes a second writer`, async () => {
    await withLab({}, async ({ folder, drill }) => {
      // It may be killed again while it still starts: then the lab reports that it did not come up.
      const returned = once(step, statuses, ({ fail }) => fail("east-returns").catch(() => {}));
      const result = await drill({ fault: "east-dies", interfere: returned.interfere });
      assert.ok(returned.wasDone(), "the old primary was started in the middle");
      assert.deepEqual(result.violations, []);
      assert.deepEqual(result.lost, []);
      assert.equal(result.primary, "west");
      assert.equal((await labControl(folder).status()).sites.east.database.status, "standby");
    });
  });
}

for (const step of ["fence.database", "promote", "rebuild-east"]) {
  test(`[A7.4] a controller killed during ${step} is started again and finishes the run`, async () => {
    await withLab({}, async ({ drill }) => {
      const killed = once(step, ["dispatched", "running", "succeeded"], ({ restartServer }) =>
        restartServer(),
      );
      const result = await drill({ fault: "east-dies", interfere: killed.interfere });
      assert.ok(killed.wasDone());
      assert.deepEqual(missed(result), []);
      assert.deepEqual(result.lost, []);
      assert.equal(result.primary, "west");
    });
  });
}
