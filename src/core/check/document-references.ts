import { componentReferences } from "../document/component-references.ts";
import { specSchemas } from "../document/kinds/document-schema.ts";
import { watchCall } from "../document/step-calls.ts";
import { referencesOf, type WrittenReference } from "../document/written-references.ts";
import type { DocumentPath } from "../model/document-path.ts";
import type { Estate, EstateDocument } from "../model/estate.ts";
import type { JsonObject } from "../model/json.ts";
import { type DocumentKind, documentKinds, type Ref } from "../model/ref.ts";
import type { RunbookView } from "./runbook-view.ts";

/** A place where one document names another. */
export type DocumentReference = WrittenReference & { readonly from: Ref };

type Local = readonly WrittenReference[];

const collectors = new Map(documentKinds.map((kind) => [kind, referencesOf(specSchemas[kind])]));

/** Every reference of an estate, document by document. */
export function estateReferences(
  estate: Estate,
  runbooks: readonly RunbookView[],
): readonly DocumentReference[] {
  const views = new Map(runbooks.map((view) => [view.document.ref, view]));
  const references: DocumentReference[] = [];
  for (const document of estate.documents.values()) {
    const found = known.get(document) ?? referencesIn(document, views.get(document.ref));
    known.set(document, found);
    for (const reference of found) references.push(reference);
  }
  return references;
}

/** A document never changes: when one file of thousands is read again, those of the others are still right. */
const known = new WeakMap<EstateDocument, readonly DocumentReference[]>();

function referencesIn(document: EstateDocument, view: RunbookView | undefined): readonly DocumentReference[] {
  return view ? runbookReferences(view) : own(document, documentLocals(document));
}

/** The references of one runbook. */
export function runbookReferences({ document, calls }: RunbookView): readonly DocumentReference[] {
  const ofCalls = calls.flatMap(({ call }) => parameterLocals(call.with, [...call.path, "with"]));
  return own(document, [...fieldLocals(document), ...ofCalls]);
}

function own(document: EstateDocument, local: Local): readonly DocumentReference[] {
  return local.map((reference) => ({ from: document.ref, ...reference }));
}

function documentLocals(document: EstateDocument): Local {
  const watched = document.kind === "Monitor" ? watchCall(document.spec) : null;
  const ofCheck = watched ? parameterLocals(watched.with, [...watched.path, "with"]) : [];
  return [...fieldLocals(document), ...ofCheck];
}

/** What the fields of its kind refer to. They are read from the document as it was written, since that has the paths. */
function fieldLocals(document: { readonly kind: DocumentKind; readonly source: JsonObject }): Local {
  const found: WrittenReference[] = [];
  collectors.get(document.kind)?.(document.source["spec"] ?? null, ["spec"], found);
  return found;
}

/** What the parameters of a call refer to: the components it is about. */
function parameterLocals(parameters: JsonObject, path: DocumentPath): Local {
  return componentReferences(parameters, path).map((reference) => ({
    ...reference,
    part: "value",
    kinds: ["component"],
  }));
}
