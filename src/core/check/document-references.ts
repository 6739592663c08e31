import { componentReferences } from "../document/component-references.ts";
import type { FlatStep } from "../document/flatten-steps.ts";
import type { Dependency } from "../model/dependency.ts";
import type { DocumentPath } from "../model/document-path.ts";
import type { DocumentOf, Estate } from "../model/estate.ts";
import type { DocumentKind, Ref } from "../model/ref.ts";
import type { RunbookView } from "./runbook-view.ts";

/** A place where one document names another. */
export type DocumentReference = {
  readonly from: Ref;
  readonly path: DocumentPath;
  /** Whether the reference is a key of a map, such as the team in `needs`, or a value. */
  readonly part: "key" | "value";
  /** What is written; from parameters it may be no well-formed reference. */
  readonly text: string;
  /** The kinds that make sense here. */
  readonly kinds: readonly Lowercase<DocumentKind>[];
};

type Local = Omit<DocumentReference, "from">;
type Kinds = DocumentReference["kinds"];

const someone: Kinds = ["team", "person"];
const dependable: Kinds = ["component", "service", "vendor", "site", "function"];
const recoverable: Kinds = ["service", "component", "function", "site"];

/** Every reference of an estate, document by document. */
export function estateReferences(
  estate: Estate,
  runbooks: readonly RunbookView[],
): readonly DocumentReference[] {
  const views = new Map(runbooks.map((view) => [view.document.ref, view]));
  return [...estate.documents.values()].flatMap((document) => {
    const own = (local: readonly Local[]) => local.map((reference) => ({ from: document.ref, ...reference }));
    switch (document.kind) {
      case "Component":
        return own(componentLocals(document));
      case "Service":
        return own(serviceLocals(document));
      case "Team":
        return own(many(["spec", "members"], document.spec.members, ["person"]));
      case "Person":
        return own(many(["spec", "teams"], document.spec.teams, ["team"]));
      case "Runbook": {
        const view = views.get(document.ref);
        return view ? runbookReferences(view) : [];
      }
      default:
        return [];
    }
  });
}

function one(path: DocumentPath, text: string | null, kinds: Kinds): readonly Local[] {
  return text === null ? [] : [{ path, part: "value", text, kinds }];
}

function many(path: DocumentPath, texts: readonly string[], kinds: Kinds): readonly Local[] {
  return texts.flatMap((text, index) => one([...path, index], text, kinds));
}

function dependencies(all: readonly Dependency[], source: unknown): readonly Local[] {
  const written = Array.isArray(source) ? (source as readonly unknown[]) : [];
  return all.flatMap((dependency, index) => {
    const path = ["spec", "dependsOn", index];
    if (dependency.type === "group") return many([...path, "anyOf"], dependency.anyOf, dependable);
    const isShort = typeof written[index] === "string";
    return one(isShort ? path : [...path, "on"], dependency.on, dependable);
  });
}

function dependsOnSource(document: DocumentOf<"Component"> | DocumentOf<"Service">): unknown {
  return (document.source["spec"] as { readonly dependsOn?: unknown } | undefined)?.dependsOn;
}

function componentLocals(document: DocumentOf<"Component">): readonly Local[] {
  return [
    ...one(["spec", "site"], document.spec.site, ["site"]),
    ...one(["spec", "owner"], document.spec.owner, someone),
    ...dependencies(document.spec.dependsOn, dependsOnSource(document)),
  ];
}

function serviceLocals(document: DocumentOf<"Service">): readonly Local[] {
  return [
    ...one(["spec", "owner"], document.spec.owner, someone),
    ...many(["spec", "sites"], document.spec.sites, ["site"]),
    ...dependencies(document.spec.dependsOn, dependsOnSource(document)),
  ];
}

/** The references of one runbook. */
export function runbookReferences(view: RunbookView): readonly DocumentReference[] {
  return runbookLocals(view).map((reference) => ({ from: view.document.ref, ...reference }));
}

function runbookLocals({ document, steps, calls }: RunbookView): readonly Local[] {
  const spec = document.spec;
  return [
    ...many(["spec", "recovers"], spec.recovers, recoverable),
    ...one(["spec", "from"], spec.from, ["site"]),
    ...one(["spec", "to"], spec.to, ["site"]),
    ...one(["spec", "accountable"], spec.accountable, someone),
    ...steps.flatMap(stepLocals),
    ...calls.flatMap(({ call }) =>
      componentReferences(call.with, [...call.path, "with"]).flatMap(({ path, text }) =>
        one(path, text, ["component"]),
      ),
    ),
  ];
}

function stepLocals({ step, path }: FlatStep): readonly Local[] {
  return [
    ...one([...path, "accountable"], step.accountable, someone),
    ...one([...path, "responsible"], step.responsible, someone),
    ...many([...path, "consulted"], step.consulted, someone),
    ...many([...path, "informed"], step.informed, someone),
    ...Object.keys(step.needs).map(
      (text): Local => ({ path: [...path, "needs", text], part: "key", text, kinds: someone }),
    ),
    ...one([...path, "approval", "by"], step.approval?.by ?? null, someone),
    ...one([...path, "decision", "authority"], step.decision?.authority ?? null, someone),
  ];
}
