import { estateOf } from "#core/analysis/estate.test-kit.ts";
import { estateGraph } from "#core/analysis/graph/estate-graph.ts";
import { estateMap } from "#core/analysis/map/estate-map.ts";
import type { ObservedLinks } from "#core/analysis/map/map-observed.ts";
import type { Estate } from "#core/model/estate.ts";
import { type MapModel, mapModel } from "./model/map-model.ts";

/** The map of an estate as the page has it, after its way over the wire. */
export function modelOf(estate: Estate, links: ObservedLinks | null = null): MapModel {
  return mapModel(JSON.parse(JSON.stringify(sentMap(estate, links))) as ReturnType<typeof sentMap>);
}

/** The map of an estate as the server sends it. */
export function sentMap(estate: Estate, links: ObservedLinks | null = null) {
  return { ...estateMap(estate, estateGraph(estate), links), observedFault: null };
}

/** Two sites, a shop that stands in one of them with a spare database in the other, and what the business does with it. */
export const shop = estateOf({
  "site:east": {},
  "site:west": {},
  "team:ops": {},
  "vendor:psp": {},
  "component:db-east": { site: "site:east", owner: "team:ops", vendor: "vendor:psp" },
  "component:db-west": { site: "site:west", owner: "team:ops" },
  "component:app": {
    site: "site:east",
    dependsOn: [
      { type: "group", anyOf: ["component:db-east", "component:db-west"], atLeast: 1, phase: "both" },
    ],
  },
  "service:shop": {
    sites: ["site:east", "site:west"],
    mode: "active-active",
    tier: 1,
    dependsOn: ["component:app", { type: "one", on: "vendor:psp", need: "soft", phase: "both" }],
  },
  "service:report": { tier: 3, dependsOn: ["component:db-west"] },
  "function:sales": { dependsOn: ["service:shop"] },
  "runbook:move": { recovers: ["component:app"], from: "site:east", to: "site:west" },
  "scenario:flood": { fails: ["site:east"], missing: [] },
});

/** The place of a reference. */
export const placeIn =
  (model: Pick<MapModel, "refs">) =>
  (ref: string): number =>
    model.refs.indexOf(ref as never);
