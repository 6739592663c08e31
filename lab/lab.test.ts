import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { JsonObject } from "#core/model/json.ts";
import { askJson } from "./ask-json.ts";
import { labDown } from "./down.ts";
import { labUrl } from "./lab.ts";
import { eventually, type TestLab, withTestLab } from "./lab.test-kit.ts";
import { labProcessesIn } from "./processes/lab-processes.ts";
import { askDatabase } from "./site/ask-database.ts";
import { administrator, databaseLogin } from "./site/database.ts";
import { labFolder } from "./folder.ts";
import { labUp } from "./up.ts";

function place(port: number, order: object) {
  return askJson("POST", `${labUrl(port)}/orders`, { body: order });
}

async function acknowledgedIds(lab: TestLab): Promise<readonly string[]> {
  const { records } = (await lab.read(lab.ports.probe, "/ledger")) as unknown as {
    records: { id: string }[];
  };
  return records.map(({ id }) => id);
}

async function missingAt(lab: TestLab, port: number, ids: readonly string[]): Promise<number> {
  const login = databaseLogin(labFolder(lab.folder), administrator, port);
  const sql = `select count(*)::int as missing from unnest($1::text[]) as given(id)
    where not exists (select from orders where orders.id = given.id)`;
  const answer = await askDatabase(login, sql, { limitSeconds: 10, values: [[...ids]] });
  assert.equal(answer.status, "answered", JSON.stringify(answer));
  return answer.status === "answered" ? Number(answer.rows[0]?.["missing"]) : -1;
}

function verdict(lab: TestLab, name: string): Promise<JsonObject> {
  const read = () => lab.read(lab.ports.witness, "/verdict");
  return eventually(read, (body) => body["verdict"] === name, `the witness says "${name}"`);
}

async function outage(lab: TestLab): Promise<JsonObject> {
  const read = () => lab.read(lab.ports.probe, "/impact");
  return eventually(read, (body) => body["beganAt"] !== null, "the probe records an outage");
}

async function recovered(lab: TestLab): Promise<JsonObject> {
  const read = () => lab.read(lab.ports.probe, "/impact");
  return eventually(read, (body) => body["endedAt"] !== null, "the probe records the end of the outage");
}

test("a lab in synchronous mode serves orders, and each fault is seen from outside and healed", async (t) => {
  await withTestLab({}, async (lab) => {
    const { control, ports } = lab;
    await t.test("an order is placed once, whatever is repeated", async () => {
      const order = { id: "test-1", item: "anvil", quantity: 2 };
      assert.equal((await place(ports.entrance, order)).status, 201);
      assert.equal((await place(ports.entrance, order)).status, 200);
      assert.equal((await place(ports.entrance, { ...order, quantity: 3 })).status, 409);
      assert.equal((await place(ports.entrance, { ...order, quantity: "many" })).status, 400);
      const read = await lab.read(ports.entrance, "/orders/test-1");
      assert.deepEqual([read["item"], read["quantity"], read["site"]], ["anvil", 2, "east"]);
    });
    await t.test("the application at the standby refuses orders and says why", async () => {
      const refused = await place(ports.appWest, { id: "test-2", item: "anvil", quantity: 1 });
      assert.equal(refused.status, 503);
      assert.equal(refused.body["reason"], "read-only");
    });
    await t.test("every acknowledged order stands in both databases", async () => {
      const ids = await acknowledgedIds(lab);
      assert.ok(ids.length > 0);
      for (const port of [ports.databaseEast, ports.databaseWest])
        assert.equal(await missingAt(lab, port, ids), 0);
      // The look itself can fail: an order nobody placed is missing.
      assert.equal(await missingAt(lab, ports.databaseEast, ["nobody"]), 1);
    });
    await t.test("a second up finds it up and changes nothing", async () => {
      assert.equal((await labUp({ folder: lab.folder, basePort: lab.basePort })).wasUp, true);
      await assert.rejects(labUp({ folder: lab.folder, replication: "asynchronous" }), /lab down/);
    });
    for (const [fault, name] of [
      ["east-dies", "site down"],
      ["east-db-dies", "primary dead"],
      ["east-db-freezes", "primary frozen"],
      ["east-app-dies", "application dead"],
      ["link-cut", "link cut"],
    ] as const) {
      await t.test(`${fault} is named "${name}" by the witness, felt by the probe, and healed`, async () => {
        await askJson("POST", `${labUrl(ports.probe)}/reset`);
        await control.fail(fault);
        await verdict(lab, name);
        await outage(lab);
        await control.heal();
        await verdict(lab, "healthy");
        await recovered(lab);
      });
    }
    for (const [fault, name] of [
      ["west-dies", "site down"],
      ["west-db-freezes", "standby frozen"],
    ] as const) {
      await t.test(`${fault} is named "${name}" and healed`, async () => {
        await control.fail(fault);
        await verdict(lab, name);
        await control.heal();
        await verdict(lab, "healthy");
      });
    }
    await t.test("a dead relay stops the orders and comes back with the routing it had", async () => {
      await askJson("POST", `${labUrl(ports.probe)}/reset`);
      await control.fail("relay-dies");
      await outage(lab);
      await control.heal();
      await recovered(lab);
      await verdict(lab, "healthy");
    });
    await t.test("a slow link makes synchronous orders wait for both ways, and loses none", async () => {
      await control.fail("link-delay");
      const startedAt = performance.now();
      assert.equal(
        (await place(ports.entrance, { id: "test-slow", item: "anvil", quantity: 1 })).status,
        201,
      );
      // Not a limit of speed: the delay of both ways cannot be undercut.
      assert.ok(performance.now() - startedAt >= 300);
      await control.heal();
    });
    await t.test("an unknown fault and an impossible one are refused with the reason", async () => {
      await assert.rejects(control.fail("earthquake"), /There are: east-dies/);
      await assert.rejects(control.fail("east-disk-full"), /--disk/);
    });
    await t.test(
      "no acknowledged order is missing after all of this, and there never were two writers",
      async () => {
        const ids = await acknowledgedIds(lab);
        assert.equal(await missingAt(lab, ports.databaseEast, ids), 0);
        const { violations } = await lab.read(ports.writerWatch, "/violations");
        assert.deepEqual(violations, []);
      },
    );
    await t.test(
      "an old primary that comes back unfenced beside a new one is recorded as a second writer",
      async () => {
        await control.fail("east-dies");
        const west = databaseLogin(labFolder(lab.folder), administrator, ports.databaseWest);
        await askDatabase(west, "select pg_promote(true, 30)", { limitSeconds: 30 });
        const healed = await control.heal();
        assert.ok(
          healed.some((sentence) => sentence.includes("second primary")),
          healed.join("; "),
        );
        const east = databaseLogin(labFolder(lab.folder), administrator, ports.databaseEast);
        await control.fail("east-returns");
        // Its commits wait for a standby that is none any more; somebody who lets them go makes it a writer.
        await askDatabase(east, "alter system set synchronous_standby_names = ''", { limitSeconds: 10 });
        await askDatabase(east, "select pg_reload_conf()", { limitSeconds: 10 });
        await verdict(lab, "two primaries");
        const read = () => lab.read(ports.writerWatch, "/violations");
        await eventually(
          read,
          ({ violations }) => Array.isArray(violations) && violations.length > 0,
          "it is recorded",
        );
      },
    );
    await t.test("down leaves nothing running, with frozen processes and a dead supervisor too", async () => {
      await control.fail("west-db-freezes");
      const { supervisor } = JSON.parse(readFileSync(labFolder(lab.folder).stateFile, "utf8")) as {
        supervisor: { pid: number };
      };
      process.kill(supervisor.pid, "SIGKILL");
      assert.ok(labProcessesIn(lab.folder).length > 0);
      assert.deepEqual(await labDown(lab.folder), { wasUp: true });
      assert.deepEqual(labProcessesIn(lab.folder), []);
      assert.deepEqual(await labDown(lab.folder), { wasUp: false });
    });
  });
});
