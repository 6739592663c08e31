import { isJsonObject } from "../../../model/json.ts";
import type { DocumentKind, Ref } from "../../../model/ref.ts";
import type { Cursor } from "../cursor.ts";
import type { Ledger } from "../ledger.ts";
import type { NameTable } from "../name-table.ts";

/** An entity of a catalogue, and the document it becomes. */
export type Entity = {
  readonly kind: string;
  /** `component:default/orders`, all in lower case, as Backstage compares references. */
  readonly id: string;
  readonly at: Cursor;
  readonly ref: Ref;
};

/** What one importer hands around. */
export type Catalogue = {
  readonly byId: ReadonlyMap<string, Entity>;
  readonly names: NameTable;
  readonly ledger: Ledger;
};

/** Types of Component that users see; all others are things that run. */
const serviceTypes: ReadonlySet<string> = new Set(["service", "website", "mobile-app", "app", "application"]);

function documentKindOf(kind: string, at: Cursor): DocumentKind | null {
  switch (kind.toLowerCase()) {
    case "component":
      return serviceTypes.has(at.at("spec", "type").text()?.toLowerCase() ?? "") ? "Service" : "Component";
    case "resource":
    case "api":
      return "Component";
    case "system":
    case "domain":
      return "Function";
    case "group":
      return "Team";
    case "user":
      return "Person";
    default:
      return null;
  }
}

/** Reads the entities of all documents; what is none, or of a kind without a place, is reported. */
export function readEntities(roots: readonly Cursor[], names: NameTable, ledger: Ledger): readonly Entity[] {
  return roots.flatMap((at) => {
    if (!isJsonObject(at.value) || typeof at.at("kind").value !== "string") {
      at.report("bad-value", "an entity has apiVersion, kind, metadata and spec; this has no kind");
      ledger.count("entity", "reported");
      return [];
    }
    const kind = at.at("kind").text() ?? "";
    at.at("apiVersion").text();
    const name = at.at("metadata", "name").text();
    const documentKind = documentKindOf(kind, at);
    if (documentKind === null || name === null) {
      const reason = name === null ? "has no name" : "has no place in the documents";
      at.report(name === null ? "bad-value" : "unsupported-item", `${kind} ${reason}`);
      ledger.count(kind, "reported");
      return [];
    }
    const namespace = at.at("metadata", "namespace").text() ?? "default";
    const id = `${kind}:${namespace}/${name}`.toLowerCase();
    const ref = names.define(documentKind, name, at.at("metadata", "name"), at, id);
    ledger.count(kind, ref === null ? "reported" : "mapped");
    return ref === null ? [] : [{ kind: kind.toLowerCase(), id, at, ref }];
  });
}

/**
 * The document an entity reference (`[kind:][namespace/]name`) points at. One that points at nothing is
 * kept, since a check then shows it; null only where nothing can be made of it.
 */
export function resolveEntity(
  text: string,
  defaultKind: string,
  from: Entity,
  at: Cursor,
  { byId, names }: Catalogue,
): Ref | null {
  const parsed = /^(?:([^:/]+):)?(?:([^:/]+)\/)?([^:/]+)$/.exec(text.trim());
  if (!parsed) {
    at.report("bad-value", `${JSON.stringify(text.slice(0, 80))} is no entity reference`);
    return null;
  }
  const [, kind = defaultKind, namespace = namespaceOf(from), name = ""] = parsed;
  const known = byId.get(`${kind}:${namespace}/${name}`.toLowerCase());
  if (known !== undefined) return known.ref;
  const fallback = fallbackKinds[kind.toLowerCase()];
  if (fallback === undefined) {
    at.report(
      "dangling-target",
      `${text} is not among what was imported, and ${kind} has no place in the documents`,
    );
    return null;
  }
  return names.refer(fallback, name, at);
}

/** What a reference to something unknown most likely is. */
const fallbackKinds: { readonly [kind: string]: DocumentKind | undefined } = {
  component: "Service",
  resource: "Component",
  api: "Component",
  system: "Function",
  domain: "Function",
  group: "Team",
  user: "Person",
};

function namespaceOf(entity: Entity): string {
  return entity.id.slice(entity.id.indexOf(":") + 1, entity.id.indexOf("/"));
}
