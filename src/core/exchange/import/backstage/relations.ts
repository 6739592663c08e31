import type { JsonObject } from "../../../model/json.ts";
import type { Ref } from "../../../model/ref.ts";
import type { Cursor } from "../cursor.ts";
import { type Catalogue, type Entity, resolveEntity } from "./entities.ts";

/** What each document depends on, in the order of the catalogue. */
export type Relations = ReadonlyMap<Ref, readonly Ref[]>;

/**
 * Dependencies out of Backstage's relations: `dependsOn` as it stands; `dependencyOf` the other way
 * round; a consumer needs the API it consumes, and an API whoever provides it; a system or domain needs
 * its parts, which nobody has said and a person should look at.
 */
export function readRelations(entities: readonly Entity[], catalogue: Catalogue): Relations {
  const found = new Map<Ref, Ref[]>();
  const add = (from: Ref | null, to: Ref | null, at: Cursor) => {
    const list = from === null ? [] : (found.get(from) ?? []);
    const isMapped = from !== null && to !== null && !list.includes(to);
    if (from !== null && to !== null && list.includes(to))
      at.note("duplicate-item", `${from} depends on ${to} already`);
    if (from !== null && from === to) at.note("self-reference", `${from} depends on itself`);
    catalogue.ledger.count("relation", isMapped ? "mapped" : "reported");
    if (isMapped) found.set(from, [...list, to]);
  };
  for (const entity of entities) {
    const each = (field: string, kind: string, put: (other: Ref | null, at: Cursor) => void) => {
      const list = entity.at.at("spec", field);
      if (list.value === undefined || list.value === null) return;
      for (const at of Array.isArray(list.value) ? list.items() : [list]) {
        const text = at.text();
        if (text === null) at.report("null-dependency", `an entry of ${field} names nothing`);
        put(text === null ? null : resolveEntity(text, kind, entity, at, catalogue), at);
      }
    };
    each("dependsOn", "component", (other, at) => add(entity.ref, other, at));
    each("dependencyOf", "component", (other, at) => add(other, entity.ref, at));
    each("consumesApis", "api", (other, at) => add(entity.ref, other, at));
    each("providesApis", "api", (other, at) => add(other, entity.ref, at));
    each("subcomponentOf", "component", (other, at) => add(other, entity.ref, at));
    each("system", "system", (other, at) => addPart(add, other, entity, at));
    each("domain", "domain", (other, at) => addPart(add, other, entity, at));
  }
  return found;
}

function addPart(
  add: (from: Ref | null, to: Ref | null, at: Cursor) => void,
  whole: Ref | null,
  part: Entity,
  at: Cursor,
) {
  // What an API needs is its provider, which is a part of its own.
  if (part.kind === "api") return;
  add(whole, part.ref, at);
  at.note("assumed", "a system or domain is taken to need each of its parts; look at which it really needs");
}

/** Teams of people and people of teams, as their documents write them. */
export function membersOf(
  entity: Entity,
  field: "members" | "memberOf",
  catalogue: Catalogue,
): readonly Ref[] {
  const list = entity.at.at("spec", field);
  if (list.value === undefined || list.value === null) return [];
  const refs = list.items().flatMap((at) => {
    const text = at.text();
    const kind = field === "members" ? "user" : "group";
    const ref = text === null ? null : resolveEntity(text, kind, entity, at, catalogue);
    catalogue.ledger.count("membership", ref === null ? "reported" : "mapped");
    return ref === null ? [] : [ref];
  });
  return [...new Set(refs)];
}

/** The owner an entity names: a team, unless it says otherwise. */
export function ownerOf(entity: Entity, catalogue: Catalogue): Ref | null {
  const at = entity.at.at("spec", "owner");
  const text = at.text();
  const owner = text === null ? null : resolveEntity(text, "group", entity, at, catalogue);
  if (owner === null || owner.startsWith("team:") || owner.startsWith("person:")) return owner;
  at.report("bad-value", `${owner} cannot own anything: owners are teams and people`);
  return null;
}

/** Labels or annotations whose values are texts. */
export function textsOf(at: Cursor): JsonObject {
  if (at.value === undefined || at.value === null) return {};
  return Object.fromEntries(
    at.entries().flatMap(([key, value]) => {
      const text = value.text();
      return text === null ? [] : [[key, text] as const];
    }),
  );
}
