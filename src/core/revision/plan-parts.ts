import type { EstateDocument } from "../model/estate.ts";
import { isJsonObject, type Json, type JsonObject } from "../model/json.ts";
import { isRef, type Ref } from "../model/ref.ts";
import { ownerOf } from "./approval.ts";
import { refsIn } from "./document-references.ts";

/** A part of a plan that has an owner, can be reviewed, and can become stale on its own. */
export type PlanPart = {
  /** Stable within its document: `activation`, `communication/customers`. */
  readonly part: string;
  readonly title: string;
  readonly owner: Ref | null;
  readonly content: Json;
  /** What it names, but its owner: what it relies on first. */
  readonly names: readonly Ref[];
};

const sections: readonly (readonly [field: string, title: string])[] = [
  ["covers", "Scope"],
  ["scenarios", "Scenarios"],
  ["activation", "Activation criteria"],
  ["authority", "Authority to declare"],
  ["roles", "Roles"],
  ["raci", "Responsibilities"],
  ["returnToNormal", "Return to normal"],
  ["standDown", "Stand-down"],
  ["controlPath", "Control path"],
];

const lists: readonly (readonly [field: string, title: string, name: (item: Json) => string])[] = [
  ["runbooks", "Runbook", (item) => textOf(item)],
  ["communication", "Communication", (item) => textOf(isJsonObject(item) ? item["audience"] : item)],
  ["workarounds", "Workaround", (item) => textOf(isJsonObject(item) ? item["for"] : item)],
];

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "unnamed");

/** Who owns a part says nothing about what it relies on, and neither does who read it last. */
const isAside = (key: string) => ["owner", "reviewedOn", "description", "review", "signOffs"].includes(key);

function ownerIn(content: Json): Ref | null {
  const owner = isJsonObject(content) ? content["owner"] : null;
  return typeof owner === "string" && isRef(owner) ? owner : null;
}

/** The parts of a plan; a runbook is one part; other documents have none. */
export function planParts(document: EstateDocument): readonly PlanPart[] {
  const spec = isJsonObject(document.source["spec"]) ? document.source["spec"] : {};
  const owner = ownerOf(document);
  const made = (part: string, title: string, content: Json): PlanPart => ({
    part,
    title,
    content,
    owner: ownerIn(content) ?? owner,
    names: refsIn(content, isAside),
  });
  if (document.kind === "Runbook") return [made("steps", "Steps", spec)];
  if (document.kind !== "Plan") return [];
  const single = sections.flatMap(([field, title]) =>
    spec[field] === undefined || spec[field] === null ? [] : [made(field, title, spec[field])],
  );
  return [...single, ...lists.flatMap((list) => listParts(spec, list, made))];
}

function listParts(
  spec: JsonObject,
  [field, title, nameOf]: (typeof lists)[number],
  made: (part: string, title: string, content: Json) => PlanPart,
): readonly PlanPart[] {
  const items = Array.isArray(spec[field]) ? (spec[field] as readonly Json[]) : [];
  const seen = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const suffix = times === 1 ? "" : ` (${times})`;
    return made(`${field}/${name}${suffix}`, `${title}: ${name}${suffix}`, item);
  });
}
