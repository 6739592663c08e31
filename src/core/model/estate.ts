import type { ComponentSpec } from "./component.ts";
import type { JsonObject } from "./json.ts";
import type { PersonSpec } from "./person.ts";
import type { DocumentKind, Ref } from "./ref.ts";
import type { RunbookSpec } from "./runbook.ts";
import type { ServiceSpec } from "./service.ts";
import type { SiteSpec } from "./site.ts";
import type { TeamSpec } from "./team.ts";

/** The kinds whose content this version reads. */
export type ReadSpecs = {
  readonly Site: SiteSpec;
  readonly Component: ComponentSpec;
  readonly Service: ServiceSpec;
  readonly Team: TeamSpec;
  readonly Person: PersonSpec;
  readonly Runbook: RunbookSpec;
};

export type ReadKind = keyof ReadSpecs;

type Document<Kind extends DocumentKind, Spec> = {
  readonly kind: Kind;
  readonly ref: Ref;
  readonly name: string;
  readonly title: string;
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
  readonly spec: Spec;
  /** The document as it was written, for hashing and for showing. */
  readonly source: JsonObject;
};

/** A valid document of a kind whose content is read. */
export type DocumentOf<Kind extends ReadKind> = Document<Kind, ReadSpecs[Kind]>;

/** A valid document. */
export type EstateDocument =
  | { [Kind in ReadKind]: DocumentOf<Kind> }[ReadKind]
  | Document<Exclude<DocumentKind, ReadKind>, JsonObject>;

/** All that is protected, and how: valid documents by reference. */
export type Estate = {
  readonly documents: ReadonlyMap<Ref, EstateDocument>;
  /** Documents that are there but not valid: a reference to one of them does not dangle. */
  readonly invalid: ReadonlySet<Ref>;
};

/** The document of a kind and name, or null. */
export function findDocument<Kind extends ReadKind>(
  estate: Estate,
  kind: Kind,
  name: string,
): DocumentOf<Kind> | null {
  const document = estate.documents.get(`${kind.toLowerCase() as Lowercase<Kind>}:${name}`);
  return document?.kind === kind ? (document as DocumentOf<Kind>) : null;
}

/** The documents of one kind, in the order of their files. */
export function documentsOf<Kind extends ReadKind>(estate: Estate, kind: Kind): readonly DocumentOf<Kind>[] {
  return [...estate.documents.values()].filter((document) => document.kind === kind) as DocumentOf<Kind>[];
}
