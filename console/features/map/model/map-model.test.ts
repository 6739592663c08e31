import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf, placeIn, shop } from "../map.test-kit.ts";
import { linksAt } from "./adjacency.ts";
import { failedNodes, impactCommand, suppliedOnly } from "./failed-nodes.ts";
import { groupsOf, inheritedTiers } from "./grouping.ts";
import { filterNodes } from "./map-filter.ts";
import { linkBits } from "./map-model.ts";
import { neighbourhood } from "./neighbourhood.ts";

const model = modelOf(shop);
const at = placeIn(model);
const all = [...model.refs.keys()];
const named = (nodes: Iterable<number>) => [...nodes].map((node) => model.refs[node]!);
const linkOf = (from: string, to: string) =>
  [...linksAt(model.needs, at(from))].find((link) => model.links.to[link] === at(to)) ?? -1;

test("links say how much they are needed, and which follow from where things stand", () => {
  assert.equal(model.links.bits[linkOf("component:app", "component:db-east")], linkBits.group);
  assert.equal(model.links.bits[linkOf("component:app", "site:east")], linkBits.implied);
  assert.equal(model.links.bits[linkOf("service:shop", "vendor:psp")], linkBits.soft);
  assert.deepEqual(
    named([...linksAt(model.neededBy, at("component:app"))].map((link) => model.links.from[link]!)),
    ["service:shop"],
  );
});

test("[B2.2] what was observed is told apart from what is declared, link by link", () => {
  const link = { calls: 5, lastSeenAt: null, isHint: false };
  const seen = modelOf(shop, {
    seen: [{ ...link, from: "service:shop", to: "component:app" }],
    undeclared: [
      { ...link, from: "component:app", to: "component:db-west", isHint: true },
      { ...link, from: "service:report", to: "service:shop" },
    ],
    neverSeen: [{ from: "service:shop", to: "vendor:psp" }],
  });
  const bitsOf = (from: string, to: string) => {
    const found = seen.links.from.findIndex(
      (one, place) => one === at(from) && seen.links.to[place] === at(to),
    );
    return seen.links.bits[found]!;
  };
  assert.equal(bitsOf("service:shop", "component:app"), linkBits.seen);
  assert.equal(bitsOf("service:report", "service:shop"), linkBits.undeclared);
  assert.equal(bitsOf("service:shop", "vendor:psp"), linkBits.soft | linkBits.neverSeen);
  const observedOnly = filterNodes(seen, { links: "observed-only" }, null, false);
  assert.deepEqual(
    observedOnly.nodes.map((node) => seen.refs[node]!),
    ["component:app", "component:db-west", "service:report", "service:shop"],
  );
});

test("nodes are grouped by site, team and tier, and what has none comes last", () => {
  const bySite = groupsOf(model, "site", all).groups;
  assert.deepEqual(
    bySite.map(({ key }) => key),
    ["site:east", "site:west", "other"],
  );
  assert.deepEqual(named(bySite[1]!.members), ["component:db-west", "site:west"]);
  assert.deepEqual(
    groupsOf(model, "tier", all).groups.map(({ title }) => title),
    ["Tier 1", "Tier 3", "In no tier"],
  );
  assert.equal(groupsOf(model, "none", all).groups.length, 1);
});

test("a thing has the tier of the most urgent service that needs it", () => {
  const tiers = inheritedTiers(model);
  assert.equal(tiers[at("component:db-west")], 1, "the report of tier 3 needs it too");
  assert.equal(tiers[at("service:report")], 3);
  assert.equal(tiers[at("site:east")], -1, "a site carries everything");
});

test("a neighbourhood goes as deep as it is asked to, up and down apart", () => {
  assert.deepEqual(named(neighbourhood(model, at("service:shop"), 1, "needed-by")).sort(), [
    "function:sales",
    "service:shop",
  ]);
  const down = named(neighbourhood(model, at("component:app"), 1, "needs"));
  assert.ok(down.includes("component:db-west"));
  assert.ok(!down.includes("service:report"), "what else needs the database is not asked");
});

test("filters leave what fits all of them; what nothing links is counted, and in the table", () => {
  assert.deepEqual(named(filterNodes(model, { kind: "service", tier: "3" }, null, false).nodes), [
    "service:report",
  ]);
  const { nodes, unlinked } = filterNodes(model, {}, null, false);
  assert.ok(!nodes.includes(at("team:ops")));
  assert.equal(unlinked, 1);
  assert.ok(filterNodes(model, {}, null, true).nodes.includes(at("team:ops")));
  const states = new Uint8Array(model.refs.length);
  states[at("service:shop")] = 3;
  assert.deepEqual(named(filterNodes(model, { state: "down,failed" }, states, true).nodes), ["service:shop"]);
  assert.deepEqual(named(filterNodes(model, { q: "db west" }, null, true).nodes), ["component:db-west"]);
});

test("[A1.3] a scenario stands for all that fails in it, and what is unknown is told", () => {
  const failed = failedNodes(model, ["scenario:flood", "site:east", "service:nothing"]);
  assert.deepEqual(failed, { nodes: [at("site:east")], unknown: ["service:nothing"] });
  assert.equal(impactCommand(model, failed.nodes), "holdfast impact DIR --fail site:east");
});

test("who lets a vendor fail is told of what it supplies and nobody declared", () => {
  assert.deepEqual(named(suppliedOnly(model, [at("vendor:psp")])), ["component:db-east"]);
  assert.deepEqual(suppliedOnly(model, [at("vendor:psp"), at("component:db-east")]), []);
});
