import assert from "node:assert/strict";
import { test } from "node:test";
import { commandText, knownChanges, parseForecastSearch, searchOf, whatIfOf } from "./forecast-search.ts";

const changes = {
  capacity: { "team:dba": 3, "team:net": 0.5 },
  durations: {
    "fence.database": { type: "percent", percent: 50 },
    restore: { type: "estimate", minSeconds: 60, likelySeconds: 1200, maxSeconds: 5400 },
  },
} as const;

test("changes are in the address as the command line takes them, and are read back the same", () => {
  const search = searchOf(changes);
  assert.deepEqual(search, {
    capacity: "team:dba=3,team:net=0.5",
    duration: "fence.database=50%,restore=PT1M/PT20M/PT1H30M",
  });
  assert.deepEqual(whatIfOf(parseForecastSearch(search)), changes);
  assert.deepEqual(searchOf({ capacity: {}, durations: {} }), {});
});

test("an address that was broken by hand brings what can be read of it, and never an error", () => {
  const broken = parseForecastSearch({
    tab: "x",
    capacity: "a=b,team:dba=2,=4",
    duration: "s=soon",
    at: "x",
  });
  assert.deepEqual(broken, { capacity: "a=b,team:dba=2,=4", duration: "s=soon" });
  assert.deepEqual(whatIfOf(broken), { capacity: { "team:dba": 2 }, durations: {} });
  assert.deepEqual(parseForecastSearch({ tab: 7, outage: "true", rows: "x", capacity: 5 }), {});
});

test("changes of what is no longer there are left out and named", () => {
  const { whatIf, dropped } = knownChanges(changes, new Set(["restore"]), new Set(["team:dba"]));
  assert.deepEqual(Object.keys(whatIf.durations), ["restore"]);
  assert.deepEqual(whatIf.capacity, { "team:dba": 3 });
  assert.deepEqual(dropped, ["team:net", "fence.database"]);
});

test("the command can be pasted into a shell as it is", () => {
  const common = { at: null, outage: false, trials: 10_000, seed: 1 };
  assert.equal(
    commandText({ ...common, verb: "forecast", runbooks: ["orders-failover"], whatIf: changes }),
    "npx holdfast forecast --server --runbook orders-failover --capacity team:dba=3 --capacity team:net=0.5" +
      " --duration fence.database=50% --duration restore=PT1M/PT20M/PT1H30M --trials 10000 --seed 1",
  );
  const odd = { capacity: { "team:a b'c": 1 }, durations: {} };
  assert.match(
    commandText({ ...common, verb: "schedule", runbooks: ["a", "b"], whatIf: odd }),
    /--runbook a b --capacity 'team:a b'\\''c=1'$/,
  );
});
