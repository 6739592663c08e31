import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { graphOf } from "../analysis/graph/estate-graph.ts";
import { type GraphNode, hardOn } from "../analysis/graph/requirement.ts";
import type { WitnessAspect } from "../model/monitor.ts";
import type { Ref } from "../model/ref.ts";
import { type CorrelationMap, correlate } from "./correlate.ts";
import type { Testimony } from "./testimony.ts";

/** orders needs the application, which needs the database in east; the shop of west stands alone; stock needs the database too. */
const needs: { readonly [ref: Ref]: readonly Ref[] } = {
  "service:orders": ["component:app"],
  "service:stock": ["component:db"],
  "service:shop": ["component:west-app"],
  "component:app": ["component:db", "site:east"],
  "component:db": ["site:east"],
  "component:db-west": ["site:west"],
  "component:west-app": ["site:west"],
};

const map: CorrelationMap = {
  graph: graphOf(
    Object.entries(needs).map(
      ([ref, on]): GraphNode => ({ ref: ref as Ref, requirements: on.map((one) => hardOn(one)) }),
    ),
  ),
  naming: {
    primaries: new Set<Ref>(["component:db"]),
    siteOf: new Map<Ref, Ref>([
      ["component:app", "site:east"],
      ["component:db", "site:east"],
      ["component:west-app", "site:west"],
    ]),
  },
};

const fails = (ref: Ref, sinceSeconds = 0) => ({ ref, since: sinceSeconds * 1000 });

function says(
  by: string,
  about: Ref,
  aspect: WitnessAspect,
  word: Testimony["says"],
  monitor: Ref = `monitor:${about.replace(":", "-")}-${aspect}`,
): Testimony {
  return { by, monitor, about, aspect, says: word, since: 0, detail: "" };
}

const named = (testimonies: readonly Testimony[], ref: Ref = "component:db") =>
  correlate(map, [fails(ref)], testimonies)[0]?.failures[0]?.name;

test("[A7.2] failures on one way of dependencies are one group, and what the others need is the probable origin", () => {
  const groups = correlate(
    map,
    [fails("service:orders", 30), fails("component:db", 10), fails("service:shop", 20)],
    [],
  );
  assert.deepEqual(
    groups.map(({ failing }) => failing.toSorted()),
    [["component:db", "service:orders"], ["service:shop"]],
  );
  const [origin] = groups[0]?.origins ?? [];
  assert.equal(origin?.ref, "component:db");
  assert.equal(origin?.explains, 2, "also across an application that nobody looks at");
  assert.match(origin?.because ?? "", /1 of the 1 other failing things need it/);
});

test("[A7.2] what nobody looks at is suspected when it would explain more, unless something that needs it works", () => {
  const both = [fails("service:orders"), fails("service:stock")];
  const [suspected] = correlate(map, both, []);
  assert.equal(suspected?.origins[0]?.ref, "component:db");
  assert.equal(suspected?.origins[0]?.isFailing, false);
  assert.match(suspected?.origins[0]?.because ?? "", /nobody looks at component:db; 2 of 2/);
  const well = [says("lab", "component:db", "answers", "healthy")];
  assert.equal(correlate(map, both, well).length, 2, "the database works, so it joins nothing");
});

test("[A7.2] failures that began hours apart are not put together for lying on one way", () => {
  const groups = correlate(map, [fails("component:db"), fails("service:orders", 7200)], []);
  assert.equal(groups.length, 2);
});

test("[B2.4] a primary that takes no connections is dead, one that takes them and does not answer is frozen", () => {
  const dead = [
    says("east", "component:db", "reachable", "failing"),
    says("west", "component:db", "reachable", "failing"),
    says("west", "component:db", "answers", "failing"),
  ];
  assert.equal(named(dead), "primary dead");
  const frozen = [
    says("west", "component:db", "reachable", "healthy"),
    says("west", "component:db", "answers", "failing"),
  ];
  assert.equal(named(frozen), "primary frozen");
  assert.equal(named([says("west", "component:db", "answers", "failing")]), "primary not answering");
  assert.equal(
    named([says("west", "component:west-app", "reachable", "failing")], "component:west-app"),
    "component dead",
  );
});

test("[B2.4] what one vantage point alone cannot reach is named for the way to it, not for the thing", () => {
  const monitor: Ref = "monitor:db";
  const apart = [
    says("witness", "component:db", "reachable", "failing", monitor),
    says("east", "component:db", "reachable", "healthy", monitor),
    says("west", "component:db", "reachable", "healthy", monitor),
  ];
  const [group] = correlate(map, [fails("component:db")], apart);
  assert.equal(group?.failures[0]?.name, "site unreachable from witness only");
  assert.match(group?.failures[0]?.because ?? "", /from witness nothing .* from east, west all/);
});

test("[B2.4] a site is down when nothing in it is seen alive, and a lagging replica is no dead primary", () => {
  const down = [
    says("west", "component:db", "reachable", "failing"),
    says("west", "component:app", "works", "failing"),
  ];
  const [group] = correlate(map, [fails("component:db"), fails("component:app")], down);
  const names = group?.failures.map(({ name, component }) => `${component} ${name}`) ?? [];
  assert.ok(names.includes("component:db primary dead"), names.join());
  const site = correlate(map, [fails("site:east"), fails("component:app")], down)[0];
  assert.equal(site?.failures[0]?.name, "site down");
  const lag = [
    says("west", "component:db", "replication", "failing"),
    says("west", "component:db", "answers", "healthy"),
  ];
  assert.equal(named(lag), "replica lag");
  assert.equal(named([says("a", "service:orders", "works", "failing")], "service:orders"), "service failing");
});

test("[B2.4] each failure carries who agrees, who contradicts and who is silent, the contrary first", () => {
  const [group] = correlate(
    map,
    [fails("component:db")],
    [
      says("west", "component:db", "answers", "failing"),
      says("logs", "component:db", "works", "healthy"),
      says("outside", "component:db", "reachable", "unknown"),
      says("west", "component:west-app", "works", "failing"),
    ],
  );
  assert.deepEqual(
    group?.failures[0]?.witnesses.map((one) => one.says),
    ["contradicts", "silent", "agrees"],
  );
});

test("what the map does not know is a group of its own and says so", () => {
  const [group] = correlate(map, [fails("component:unheard-of")], []);
  assert.match(group?.origins[0]?.because ?? "", /the map does not know it/);
});

test("every failure is in exactly one group, in whatever order they come", () => {
  const refs = Object.keys(needs) as Ref[];
  const failing = fc.uniqueArray(
    fc.record({ ref: fc.constantFrom(...refs), since: fc.integer({ min: 0, max: 5_000_000 }) }),
    { selector: ({ ref }) => ref, minLength: 1 },
  );
  fc.assert(
    fc.property(failing, fc.array(fc.constantFrom(...refs)), (given, well) => {
      const healthy = well.map((ref) => says("lab", ref, "works", "healthy"));
      const groups = correlate(map, given, healthy);
      const members = groups.flatMap((group) => group.failing).toSorted();
      assert.deepEqual(members, given.map(({ ref }) => ref).toSorted());
      assert.deepEqual(correlate(map, given.toReversed(), healthy), groups);
      for (const { origins } of groups) assert.ok(origins.length > 0);
    }),
  );
});
