import type { JsonObject } from "../../../model/json.ts";
import { cursorAt } from "../cursor.ts";
import { type DocumentParts, importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import { openLedger } from "../ledger.ts";
import { createNameTable } from "../name-table.ts";
import { readYamlSources } from "../read-yaml-sources.ts";
import { type Catalogue, type Entity, readEntities } from "./entities.ts";
import { membersOf, ownerOf, type Relations, readRelations, textsOf } from "./relations.ts";

/**
 * Backstage catalogue files (`catalog-info.yaml`, several entities each). Components of type service and
 * website become Services, other Components, Resources and APIs Components, Systems and Domains
 * Functions, Groups Teams, Users People. Locations only say where other files are: they are reported.
 */
export const importBackstage: Importer = (files) => {
  const { sources, unreadable } = readYamlSources(files);
  const ledger = openLedger(sources, unreadable, { groupOf: (source, path) => groupOf(source.value, path) });
  const names = createNameTable();
  const roots = sources.map((source) => cursorAt(ledger, source));
  const entities = readEntities(roots, names, ledger);
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const catalogue: Catalogue = { byId, names, ledger };
  const relations = readRelations(entities, catalogue);
  noteUnprovided(entities, relations);
  const documents = entities.map((entity) => documentOf(entity, relations, catalogue));
  return importResult("backstage", files, ledger, unreadable, { documents });
};

function documentOf(entity: Entity, relations: Relations, catalogue: Catalogue): ImportedDocument {
  const { at, ref } = entity;
  const metadata = at.at("metadata");
  const spec = at.at("spec");
  const title = metadata.at("title").text();
  const tags = metadata.at("tags").value === undefined ? [] : metadata.at("tags").texts();
  const parts: DocumentParts = {
    title: title ?? spec.at("profile", "displayName").text() ?? metadata.at("name").text(),
    labels: {
      ...(textsOf(metadata.at("labels")) as { [name: string]: string }),
      lifecycle: spec.at("lifecycle").text(),
    },
    annotations: {
      ...(textsOf(metadata.at("annotations")) as { [name: string]: string }),
      "backstage/entity": entity.id,
      "backstage/tags": tags.join(", "),
      "backstage/links": links(entity),
    },
    spec: { description: metadata.at("description").text(), ...specOf(entity, catalogue) },
  };
  const dependsOn = relations.get(ref) ?? [];
  if (entity.kind === "group" || entity.kind === "user") return importedDocument("backstage", ref, at, parts);
  const owner = ownerOf(entity, catalogue);
  return importedDocument("backstage", ref, at, { ...parts, spec: { ...parts.spec, owner, dependsOn } });
}

function specOf(entity: Entity, catalogue: Catalogue): JsonObject {
  const spec = entity.at.at("spec");
  const type = spec.at("type").text();
  switch (entity.kind) {
    case "group":
      return { members: membersOf(entity, "members", catalogue) };
    case "user":
      return { email: spec.at("profile", "email").text(), teams: membersOf(entity, "memberOf", catalogue) };
    case "api":
      return { type: type === null ? "api" : `api: ${type}` };
    default:
      return entity.ref.startsWith("component:") ? { type } : {};
  }
}

function links(entity: Entity): string | null {
  const list = entity.at.at("metadata", "links");
  if (list.value === undefined || list.value === null) return null;
  const texts = list.items().map((link) => [link.at("title").text(), link.at("url").text()]);
  return texts.map((parts) => parts.filter((part) => part !== null).join(" ")).join(" · ");
}

/** An API that nobody provides is what its consumers will wait for in vain. */
function noteUnprovided(entities: readonly Entity[], relations: Relations): void {
  for (const { kind, ref, at } of entities) {
    if (kind === "api" && relations.get(ref) === undefined)
      at.note("risk", `nothing among what was imported provides ${ref}`);
  }
}

/** Fields nobody looked at, by the kind of their entity: `Component.spec.subdomain`. */
function groupOf(entity: unknown, path: readonly (string | number)[]): string {
  const kind = typeof entity === "object" && entity !== null ? (entity as { kind?: unknown }).kind : null;
  const names = path.filter((part) => typeof part === "string");
  return [typeof kind === "string" ? kind : "entity", ...names].join(".");
}
