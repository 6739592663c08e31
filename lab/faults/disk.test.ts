import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { askJson } from "../ask-json.ts";
import { labUrl } from "../lab.ts";
import { eventually, withTestLab } from "../lab.test-kit.ts";

const isRoot = process.platform === "linux" && process.getuid?.() === 0;
const needsRoot = isRoot ? false : "a disk of limited size is mounted, which needs root on Linux";

test("a full disk stops orders with the database's own words, and they go on when there is room", {
  skip: needsRoot,
}, async () => {
  await withTestLab({ diskMegabytes: 384 }, async ({ ports, control, read }) => {
    // Larger orders fill a page sooner, and a new page is what there is no room for.
    const place = (number: number) =>
      askJson("POST", `${labUrl(ports.entrance)}/orders`, {
        body: { id: `full-${number}-${"x".repeat(80)}`, item: "y".repeat(100), quantity: 1 },
      });
    await control.fail("east-disk-full");
    let number = 0;
    const refused = await eventually(
      () => place((number += 1)),
      ({ status }) => status >= 500,
      "an order is refused",
    );
    assert.match(JSON.stringify(refused.body), /No space left on device/);
    await control.heal();
    await eventually(
      () => place((number += 1)),
      ({ status }) => status === 201,
      "orders are taken again",
    );
    const health = await read(ports.appEast, "/health");
    assert.ok(Number(health["diskFreeBytes"]) > 0);
  });
});

const throttle = "/sys/fs/cgroup/blkio/blkio.throttle.write_bps_device";
const needsThrottle =
  isRoot && existsSync(throttle) ? false : "it needs root and the kernel's block throttle (cgroup v1 blkio)";

test("a slow disk is slow until it is healed", { skip: needsThrottle }, async (t) => {
  await withTestLab({}, async ({ control, ports, read }) => {
    const entry = (await control.faults()).find(({ name }) => name === "east-slow-disk");
    if (entry?.unavailable) return t.skip(entry.unavailable);
    const report = await control.fail("east-slow-disk");
    assert.ok(Number(report["slowedProcesses"]) > 0);
    const healed = await control.heal();
    assert.ok(healed.includes("took east-slow-disk away"));
    await eventually(
      () => read(ports.witness, "/verdict"),
      ({ verdict }) => verdict === "healthy",
      "all is well",
    );
  });
});
