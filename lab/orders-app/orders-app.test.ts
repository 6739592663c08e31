import assert from "node:assert/strict";
import { test } from "node:test";
import { askJson } from "../ask-json.ts";
import { labFolder } from "../folder.ts";
import { labUrl } from "../lab.ts";
import { eventually, withTestLab } from "../lab.test-kit.ts";
import { askDatabase } from "../site/ask-database.ts";
import { administrator, databaseLogin } from "../site/database.ts";

const cancelWaiting = `select count(pg_cancel_backend(pid))::int as cancelled from pg_stat_activity
  where wait_event = 'SyncRep' and usename = 'orders-app'`;

test("an order is never acknowledged that the synchronous standby has not confirmed", async () => {
  // Few orders from the probe, so that ours is not held up by its.
  await withTestLab({ ordersPerSecond: 0.2 }, async ({ folder, ports, control }) => {
    const login = databaseLogin(labFolder(folder), administrator, ports.databaseEast);
    const place = (id: string) =>
      askJson("POST", `${labUrl(ports.appEast)}/orders`, { body: { id, item: "anvil", quantity: 1 } });
    await control.fail("link-cut");
    let number = 0;
    await eventually(
      async () => {
        number += 1;
        const placed = place(`cancelled-${number}`);
        // PostgreSQL answers a cancelled wait with success and a warning: the order stands in one site only.
        const isOver = placed.then(() => true);
        let cancelled = 0;
        while (cancelled === 0 && !(await Promise.race([isOver, Promise.resolve(false)]))) {
          const answer = await askDatabase(login, cancelWaiting, { limitSeconds: 5 });
          cancelled = answer.status === "answered" ? Number(answer.rows[0]?.["cancelled"]) : 0;
        }
        const { status, body } = await placed;
        assert.notEqual(status, 201, JSON.stringify(body));
        return body;
      },
      ({ detail }) => JSON.stringify(detail).includes("not confirmed by the standby"),
      "a wait is cancelled in time",
    );
    await control.heal();
    await eventually(
      () => place(`after-${(number += 1)}`),
      ({ status }) => status === 201,
      "orders are taken again",
    );
  });
});

test("an application whose commits hang opens no more sessions than its pool holds", async () => {
  await withTestLab({}, async ({ folder, ports, control, read }) => {
    const login = databaseLogin(labFolder(folder), administrator, ports.databaseEast);
    await control.fail("link-cut");
    await eventually(
      () => read(ports.probe, "/stats"),
      ({ refused }) => Number(refused) > 20,
      "orders are refused for want of a free connection",
    );
    const sessions = "select count(*)::int as sessions from pg_stat_activity where usename = 'orders-app'";
    const answer = await askDatabase(login, sessions, { limitSeconds: 5 });
    assert.equal(answer.status, "answered");
    // Ten for orders and one for health.
    if (answer.status === "answered") assert.ok(Number(answer.rows[0]?.["sessions"]) <= 11);
  });
});

test("an application whose database dies in the middle of its orders lives on, and finds it again", async () => {
  await withTestLab({}, async ({ ports, control, read }) => {
    // Commits that hang are in the middle of an order for certain when the database dies. At most ten can hang, one a
    // connection; a connection that was still being made when the link was cut is refused instead.
    await control.fail("link-cut");
    await eventually(
      () => read(ports.probe, "/stats"),
      ({ unknown }) => Number(unknown) >= 5,
      "orders hang in the database",
    );
    await control.fail("east-db-dies");
    const health = await eventually(
      () => read(ports.appEast, "/health"),
      ({ role }) => role === "unreachable",
      "the application says that its database is away",
    );
    assert.equal(health["site"], "east");
    assert.equal((await control.status()).processes["app-east"]?.running, true);
    const healed = await control.heal();
    assert.ok(!healed.includes("started app-east"), healed.join("; "));
    await eventually(
      () => read(ports.entrance, "/health"),
      ({ role }) => role === "primary",
      "the application has found its database again",
    );
  });
});
