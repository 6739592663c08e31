import type { Dependency } from "../../model/dependency.ts";
import type { EstateDocument } from "../../model/estate.ts";
import type { JsonObject } from "../../model/json.ts";
import { parseRef, type Ref } from "../../model/ref.ts";
import { documentText } from "../write/document-text.ts";
import type { Exporter } from "./export-result.ts";
import { type LossBook, lossBook } from "./loss-book.ts";

/** The Backstage kind that stands for a kind of document; the others have no counterpart. */
const counterparts: { readonly [kind: string]: "Component" | "Resource" | "Group" | "User" } = {
  service: "Component",
  function: "Component",
  component: "Resource",
  site: "Resource",
  vendor: "Resource",
  team: "Group",
  person: "User",
};

/** What of each spec goes into an entity. */
const carried: ReadonlySet<string> = new Set([
  "owner",
  "dependsOn",
  "description",
  "type",
  "members",
  "teams",
  "email",
]);

/**
 * A Backstage catalog (descriptor format `backstage.io/v1alpha1`): services and functions become Components,
 * components, sites and vendors Resources, teams Groups, people Users.
 */
export const exportBackstage: Exporter = (estate) => {
  const losses = lossBook();
  const entities: string[] = [];
  for (const document of estate.documents.values()) {
    const kind = counterparts[parseRef(document.ref)?.kind ?? ""];
    if (kind === undefined) {
      losses.add(document.ref, `Backstage has nothing like a ${document.kind}`);
      continue;
    }
    losses.addFields(document, carried);
    entities.push(documentText(entityOf(document, kind, losses), []));
  }
  return {
    files: [{ path: "catalog-info.yaml", text: entities.join("---\n") }],
    documents: { read: estate.documents.size, written: entities.length },
    losses: losses.losses(),
  };
};

function entityOf(document: EstateDocument, kind: string, losses: LossBook): JsonObject {
  const { ref, title, labels } = document;
  const description = "description" in document.spec ? document.spec.description : null;
  return {
    apiVersion: "backstage.io/v1alpha1",
    kind,
    metadata: {
      name: entityName(ref),
      title,
      ...(description === null ? {} : { description }),
      ...(Object.keys(labels).length > 0 ? { labels } : {}),
      annotations: { "holdfast/ref": ref },
    },
    spec: specOf(document, losses),
  };
}

/** Backstage tells apart by kind and name alone: what shares its kind there gets its own kind in front of the name. */
const prefixed: ReadonlySet<string> = new Set(["function", "site", "vendor"]);

function entityName(ref: Ref): string {
  const { kind, name } = parseRef(ref) ?? { kind: "", name: ref };
  return prefixed.has(kind) ? `${kind}-${name}` : name;
}

function entityRef(ref: Ref, losses: LossBook, from: Ref): readonly string[] {
  const kind = counterparts[parseRef(ref)?.kind ?? ""];
  if (kind === undefined) {
    losses.add(from, "a reference to something that is not exported");
    return [];
  }
  return [`${kind.toLowerCase()}:default/${entityName(ref)}`];
}

function specOf(document: EstateDocument, losses: LossBook): JsonObject {
  const refs = (all: readonly Ref[]) => [
    ...new Set(all.flatMap((ref) => entityRef(ref, losses, document.ref))),
  ];
  switch (document.kind) {
    case "Service":
      return { type: "service", lifecycle: "production", ...relations(document.spec, document.ref, losses) };
    case "Function":
      return {
        type: "business-function",
        lifecycle: "production",
        ...relations(document.spec, document.ref, losses),
      };
    case "Component":
      return { type: document.spec.type ?? "component", ...relations(document.spec, document.ref, losses) };
    case "Vendor":
      return { type: "vendor", ...relations(document.spec, document.ref, losses) };
    case "Site":
      return {
        type: "site",
        ...relations({ owner: document.spec.owner, dependsOn: [] }, document.ref, losses),
      };
    case "Team":
      return { type: "team", children: [], members: refs(document.spec.members) };
    case "Person":
      return {
        profile: {
          displayName: document.title,
          ...(document.spec.email === null ? {} : { email: document.spec.email }),
        },
        memberOf: refs(document.spec.teams),
      };
    default:
      return {};
  }
}

function relations(
  spec: { readonly owner: Ref | null; readonly dependsOn: readonly Dependency[] },
  from: Ref,
  losses: LossBook,
): JsonObject {
  const [owner] = spec.owner === null ? [] : entityRef(spec.owner, losses, from);
  if (owner === undefined) losses.add(from, "Backstage demands an owner: `unknown` was written");
  const targets = spec.dependsOn.flatMap((dependency) => {
    if (dependency.type === "group")
      losses.add(from, "a redundancy group, written as one dependency on each member");
    else if (dependency.need === "soft") losses.add(from, "that a dependency is soft");
    if (dependency.phase !== "both")
      losses.add(from, `that a dependency is needed at ${dependency.phase} only`);
    return dependency.type === "group" ? dependency.anyOf : [dependency.on];
  });
  const dependsOn = [...new Set(targets.flatMap((target) => entityRef(target, losses, from)))];
  return { owner: owner ?? "unknown", ...(dependsOn.length > 0 ? { dependsOn } : {}) };
}
