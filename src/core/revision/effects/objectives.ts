import { isJsonObject, type Json } from "../../model/json.ts";
import { parseDuration } from "../../model/duration.ts";
import type { EstateDocument } from "../../model/estate.ts";
import type { Effect, EffectRule } from "./effect-section.ts";

/** For each objective, whether a smaller value asks more of the estate. */
const objectives: readonly (readonly [name: string, label: string])[] = [
  ["rto", "recovery time objective"],
  ["rpo", "recovery point objective"],
  ["mtd", "maximum tolerable downtime"],
  ["mbco", "minimum business continuity objective"],
];

function objectivesOf(document: EstateDocument | undefined): { readonly [name: string]: Json } {
  const spec = document?.source["spec"];
  const found = isJsonObject(spec) ? spec["objectives"] : null;
  return isJsonObject(found) ? found : {};
}

const said = (value: Json | undefined) => (value === undefined || value === null ? "none" : String(value));

function directionOf(before: string, after: string): Effect["direction"] {
  if (after === "none") return "worse";
  const [one, other] = [parseDuration(before), parseDuration(after)];
  if (one === null || other === null) return "changed";
  return other > one ? "worse" : "better";
}

/** What was promised, and is promised differently now. */
export const objectiveChanges: EffectRule = {
  id: "objectives",
  title: "Objectives that change",
  find: ({ before, after, changed }) =>
    changed.flatMap((ref) => {
      const [old, present] = [before.documents.get(ref), after.documents.get(ref)];
      if (old === undefined || present === undefined) return [];
      const [one, other] = [objectivesOf(old), objectivesOf(present)];
      return objectives.flatMap(([name, label]): readonly Effect[] => {
        const [was, is] = [said(one[name]), said(other[name])];
        if (was === is) return [];
        const direction = directionOf(was, is);
        return [{ ref, direction, text: `${label} ${name.toUpperCase()} from ${was} to ${is}` }];
      });
    }),
};
