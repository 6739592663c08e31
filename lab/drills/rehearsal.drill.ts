import assert from "node:assert/strict";
import { test } from "node:test";
import { labControl } from "../control.ts";
import { describeLab } from "../lab.ts";
import { labFolder } from "../folder.ts";
import { readLabState } from "../state.ts";
import { databaseProcesses } from "../processes/lab-processes.ts";
import { withLab } from "./drill.test-kit.ts";

for (const runbook of ["orders-failover", "orders-failback"]) {
  test(`[A3.1] a rehearsal of ${runbook} says what it would do and touches nothing`, async () => {
    await withLab({}, async ({ folder, drill }) => {
      const lab = describeLab(readLabState(labFolder(folder))?.options ?? assert.fail("no lab"));
      // What would change if anything were done: roles, processes, the way traffic takes, what is synchronous.
      const look = async () => {
        const { sites, relay, violations } = { violations: [], ...(await labControl(folder).status()) };
        const entrance = JSON.stringify(relay["entrances"]);
        return {
          databases: [sites.east.database, sites.west.database].map(({ status, synchronousStandby }) => [
            status,
            synchronousStandby,
          ]),
          postmasters: [lab.databases.east.data, lab.databases.west.data].map(
            (data) => databaseProcesses(data).length > 0,
          ),
          entrance: entrance.replaceAll(
            /"(inFlight|heldCount|served|forwarded|requests|east|west)":\d+/g,
            "",
          ),
          violations,
        };
      };
      const before = await look();
      const result = await drill({ runbook, mode: "rehearsal" });
      assert.equal(result.run.result, "succeeded");
      assert.deepEqual(await look(), before);
      assert.deepEqual(result.lost, []);
      const promote = result.run.steps.find(({ id }) => id === "promote");
      assert.match(JSON.stringify(promote?.output), /wouldDo|cannotTell/);
      assert.equal(result.run.clock.verdict, "no-impact", "no customer noticed");
    });
  });
}
