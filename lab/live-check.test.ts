import assert from "node:assert/strict";
import { test } from "node:test";
import { checkLive } from "#cli/live/check-live.ts";
import { allConnectors } from "#connectors/all-connectors.ts";
import type { LookOutcome } from "#core/check/live/look.ts";
import { labFolder } from "./folder.ts";
import { withTestLab } from "./lab.test-kit.ts";

type Report = {
  readonly observations: readonly {
    readonly topic: string;
    readonly claim: string;
    readonly outcome: LookOutcome;
    readonly detail: string;
    readonly observedAt: string;
    readonly file: string;
    readonly line: number;
  }[];
};

async function look(folder: string) {
  let stdout = "";
  const code = await checkLive([folder], {
    connectors: new Map(allConnectors.map((connector) => [connector.name, connector])),
    today: "2026-06-30",
    json: true,
    limitSeconds: 30,
    atOnce: 8,
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: () => {} },
    color: false,
  });
  const { observations } = JSON.parse(stdout) as Report;
  const outcomes = (topic: string) => [
    ...new Set(observations.filter((one) => one.topic === topic).map(({ outcome }) => outcome)),
  ];
  return { code, observations, outcomes };
}

test("[A3.1] [B3.2] a healthy estate holds against the world, and what has died since does not", async () => {
  await withTestLab({}, async ({ folder, control }) => {
    const { estate } = labFolder(folder);
    const before = await look(estate);
    const untrue = before.observations.filter(({ outcome }) => outcome === "does-not-hold");
    assert.deepEqual(untrue, []);
    assert.equal(before.code, 0);
    for (const topic of ["credential", "host", "replica"]) {
      assert.deepEqual(before.outcomes(topic), ["holds"], topic);
    }
    // The lab's servers do not say where they stand, and nothing is concluded from their names.
    assert.deepEqual(before.outcomes("site"), ["unknown"]);
    assert.ok(before.observations.every(({ observedAt }) => /^\d{4}-.*Z$/.test(observedAt)));

    await control.fail("west-db-dies");
    const after = await look(estate);
    assert.equal(after.code, 1);
    const dead = after.observations.filter(({ outcome }) => outcome === "does-not-hold");
    assert.deepEqual(
      dead.map(({ topic }) => topic),
      ["host"],
    );
    assert.deepEqual(after.outcomes("replica"), ["unknown"]);
  });
});
