import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";

/** The targets a document as written depends on, groups taken apart, without repetitions. */
export function dependencyTargets(document: JsonObject): readonly string[] {
  const spec = document["spec"];
  const list = isJsonObject(spec) ? spec["dependsOn"] : undefined;
  const targets = Array.isArray(list) ? (list as readonly Json[]).flatMap(targetsOf) : [];
  return [...new Set(targets)];
}

function targetsOf(entry: Json): readonly string[] {
  if (typeof entry === "string") return [entry];
  if (!isJsonObject(entry)) return [];
  if (typeof entry["on"] === "string") return [entry["on"]];
  const group = entry["anyOf"];
  return Array.isArray(group) ? (group as readonly Json[]).filter((each) => typeof each === "string") : [];
}
