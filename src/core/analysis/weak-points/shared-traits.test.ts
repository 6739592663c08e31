import assert from "node:assert/strict";
import { test } from "node:test";
import { anyOf, estateOf } from "../estate.test-kit.ts";
import { estateGraph } from "../graph/estate-graph.ts";
import { sharedTraits } from "./shared-traits.ts";

test("[A1.3] alternatives on one power feed, one carrier, of one vendor and one team are told", () => {
  const estate = estateOf({
    "site:east": { power: ["grid-north", "grid-south"], carriers: ["vendor:line"] },
    "site:west": { power: ["grid-north"], carriers: ["vendor:line", "vendor:other"] },
    "component:a": { site: "site:east", vendor: "vendor:maker", owner: "team:dba" },
    "component:b": { site: "site:west", vendor: "vendor:maker", owner: "team:dba" },
    "service:s": { dependsOn: [anyOf(["component:a", "component:b"])] },
    "vendor:line": {},
    "vendor:other": {},
    "vendor:maker": {},
    "team:dba": {},
  });
  const members = ["component:a", "component:b"] as const;
  assert.deepEqual(sharedTraits(estate, estateGraph(estate)), [
    { owner: "service:s", trait: "carrier", name: "vendor:line", members },
    { owner: "service:s", trait: "owner", name: "team:dba", members },
    { owner: "service:s", trait: "power feed", name: "grid-north", members },
    { owner: "service:s", trait: "vendor", name: "vendor:maker", members },
  ]);
});

test("a trait that too few share to break the group is not told", () => {
  const estate = estateOf({
    "site:east": { power: ["grid"] },
    "component:a": { site: "site:east" },
    "component:b": { site: "site:east" },
    "component:c": {},
    "service:s": { dependsOn: [anyOf(["component:a", "component:b", "component:c"])] },
  });
  assert.deepEqual(sharedTraits(estate, estateGraph(estate)), []);
});
