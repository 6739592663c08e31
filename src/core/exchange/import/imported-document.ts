import { apiVersion } from "../../document/kinds/document-schema.ts";
import type { Json, JsonObject } from "../../model/json.ts";
import type { DocumentKind, Ref } from "../../model/ref.ts";
import type { Cursor } from "./cursor.ts";
import type { ImportedDocument } from "./import-report.ts";

/** What an importer says of a document; whatever is null, undefined or empty is left out. */
export type DocumentParts = {
  readonly title?: string | null;
  readonly labels?: { readonly [name: string]: string | null };
  readonly annotations?: { readonly [name: string]: string | null };
  readonly spec?: { readonly [field: string]: Json | undefined };
};

/** The annotation that says which importer wrote a document. */
const importedBy = "holdfast.import/format";

/** A document made by an importer, found at `at`. */
export function importedDocument(
  format: string,
  ref: Ref,
  at: Cursor,
  parts: DocumentParts,
): ImportedDocument {
  const [kindName = "", name = ""] = ref.split(":");
  const kind = kindOf(kindName);
  const title = parts.title ?? null;
  const value = present({
    apiVersion,
    kind,
    metadata: present({
      name,
      title: title === name ? null : title,
      labels: present(parts.labels ?? {}),
      annotations: present({ ...parts.annotations, [importedBy]: format }),
    }),
    spec: present(parts.spec ?? {}),
  });
  return { kind, ref, name, value: "spec" in value ? value : { ...value, spec: {} }, from: at.place() };
}

function kindOf(lowerCase: string): DocumentKind {
  return (lowerCase.slice(0, 1).toUpperCase() + lowerCase.slice(1)) as DocumentKind;
}

/** An object without the fields that hold nothing. */
function present(fields: { readonly [field: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, Json] => !isNothing(entry[1])),
  );
}

function isNothing(value: Json | undefined): boolean {
  if (value === null || value === undefined || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
