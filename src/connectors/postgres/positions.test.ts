import assert from "node:assert/strict";
import { test } from "node:test";
import { serverAccess } from "./access.ts";
import { descendants } from "./host/processes.ts";
import { gapBytes, hasReached, parseLsn } from "./lsn.ts";
import { parseForks } from "./timeline-fork.ts";
import { conninfoFor, slotFor } from "./upstream.ts";

test("log positions are compared as numbers and not as text", () => {
  assert.equal(parseLsn("1/0"), 4_294_967_296n);
  assert.ok(hasReached("10/0", "9/FFFFFFFF"));
  assert.ok(!hasReached(null, "0/0"), "an unknown position has reached nothing");
  assert.equal(gapBytes("1/10", "0/FFFFFFFF"), 17);
  assert.equal(gapBytes("0/1", "0/2"), 0);
});

test("the forks of a timeline are read from its history", () => {
  const history =
    "1\t0/30000A0\tno recovery target specified\n\n2\t0/5000148\tno recovery target specified\n";
  assert.deepEqual(parseForks(history), [
    { timeline: 1, lsn: "0/30000A0" },
    { timeline: 2, lsn: "0/5000148" },
  ]);
});

test("the descendants of a postmaster are found through every generation", () => {
  assert.deepEqual(
    descendants(10, "    1     0\n   10     1\n   11    10\n   12    11\n   13     1\n"),
    [10, 11, 12],
  );
  assert.deepEqual(descendants(10, "    1     0\n   13     1\n"), []);
});

test("a connection string keeps quotes and backslashes of a password apart from its own", () => {
  const access = { host: "db", port: 5432, database: "d", user: "u", password: "it's \\" };
  const text = conninfoFor(serverAccess.parse(access), "west");
  assert.equal(
    text,
    String.raw`host='db' port='5432' user='u' password='it\'s \\' application_name='west' connect_timeout='5'`,
  );
  assert.equal(slotFor("component:orders-db-east", undefined), "holdfast_orders_db_east");
});
