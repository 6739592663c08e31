import assert from "node:assert/strict";
import { test } from "node:test";
import { graphOf } from "../analysis/graph/estate-graph.ts";
import { atLeastOf, type GraphNode, hardOn } from "../analysis/graph/requirement.ts";
import type { Ref } from "../model/ref.ts";
import { servicesHit } from "./services-hit.ts";
import type { Testimony } from "./testimony.ts";

const node = (ref: Ref, ...requirements: GraphNode["requirements"]): GraphNode => ({ ref, requirements });

const map = {
  graph: graphOf([
    node("component:db"),
    node("component:left"),
    node("component:right"),
    node("service:ledger", hardOn("component:db")),
    node("service:report", hardOn("service:ledger")),
    node("service:shop", atLeastOf(["component:left", "component:right"], 1, "runtime")),
  ]),
  naming: { primaries: new Set<Ref>(), siteOf: new Map<Ref, Ref>() },
};

const saying = (about: Ref, says: Testimony["says"]): Testimony => ({
  by: "west-1",
  monitor: "monitor:m",
  about,
  aspect: "works",
  says,
  since: 0,
  detail: "",
});

test("[A7.2] [B2.2] an incident is about the services that the map says are down, and each group about its own", () => {
  const hit = servicesHit(map, []);
  assert.deepEqual(hit(["component:db"]), ["service:ledger", "service:report"]);
  assert.deepEqual(hit(["component:left"]), [], "one of two is enough for the shop");
  assert.deepEqual(hit(["component:left", "component:right"]), ["service:shop"]);
  assert.deepEqual(hit(["service:shop"]), ["service:shop"], "seen to fail itself");
  assert.deepEqual(hit(["component:not-on-the-map"]), []);
});

test("[B2.4] a service that somebody sees work is not hit, whatever the map says; one that others see fail is", () => {
  const working = saying("service:report", "healthy");
  assert.deepEqual(servicesHit(map, [working])(["component:db"]), ["service:ledger"]);
  const disputed = [working, saying("service:report", "failing")];
  assert.deepEqual(servicesHit(map, disputed)(["component:db"]), ["service:ledger", "service:report"]);
});
