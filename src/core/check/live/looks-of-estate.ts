import { type DocumentOf, documentsOf } from "../../model/estate.ts";
import type { ResolvedEstate } from "../../document/resolve-estate.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import type { Ref } from "../../model/ref.ts";
import { textsOf } from "../open-value.ts";
import { runbookView } from "../runbook-view.ts";
import { declaredAddresses } from "./addresses.ts";
import { contactLooks } from "./contact-looks.ts";
import type { Look } from "./look.ts";
import { replicaLooks } from "./replica-looks.ts";

/**
 * Everything that an estate says and that can be held against the world, in the order of its
 * documents by topic. Pure: `today` (`YYYY-MM-DD`) settles what the documents themselves answer.
 */
export function looksOfEstate({ estate }: ResolvedEstate, today: string): readonly Look[] {
  const components = documentsOf(estate, "Component");
  const broken = [...estate.invalid].map(
    (ref): Look => ({
      topic: "document",
      about: ref,
      path: [],
      claim: "what it says holds",
      task: {
        type: "settled",
        outcome: "not-looked-at",
        detail: "the document has errors; see holdfast check",
      },
    }),
  );
  return [
    ...broken,
    ...components.flatMap((component) =>
      credentialLooks(component.ref, component.spec.access, ["spec", "access"]),
    ),
    ...documentsOf(estate, "Runbook").flatMap(runbookCredentialLooks),
    ...components.flatMap(hostLooks),
    ...programLooks(components, documentsOf(estate, "Runbook")),
    ...replicaLooks(estate),
    ...contactLooks(estate, today),
  ];
}

function credentialLooks(about: Ref, value: Json, path: DocumentPath): readonly Look[] {
  const seen = new Set<string>();
  return [...textsOf(value, path)].flatMap(({ text: reference, path: place }): readonly Look[] => {
    if (!reference.startsWith("secret:") || seen.has(reference)) return [];
    seen.add(reference);
    const claim = `${reference} can be read`;
    return [{ topic: "credential", about, path: place, claim, task: { type: "read-secret", reference } }];
  });
}

function runbookCredentialLooks(document: DocumentOf<"Runbook">): readonly Look[] {
  return runbookView(document).calls.flatMap(({ call }) =>
    credentialLooks(document.ref, call.with, [...call.path, "with"]),
  );
}

function hostLooks({ ref, spec }: DocumentOf<"Component">): readonly Look[] {
  return Object.entries(spec.access).flatMap(([connector, access]) =>
    declaredAddresses(access, ["spec", "access", connector]).map(
      ({ path, host, port }): Look => ({
        topic: "host",
        about: ref,
        path,
        claim: `${host}:${port} answers`,
        task: { type: "connect", host, port },
      }),
    ),
  );
}

type Program = {
  readonly component: Ref;
  readonly program: string;
  readonly about: Ref;
  readonly path: DocumentPath;
};

/** Each program that a component allows or a runbook calls, once per component; and its version where one is declared. */
function programLooks(
  components: readonly DocumentOf<"Component">[],
  runbooks: readonly DocumentOf<"Runbook">[],
): readonly Look[] {
  const programs = new Map<string, Program>();
  const add = (found: Program) => {
    const key = `${found.component} ${found.program}`;
    if (!programs.has(key)) programs.set(key, found);
  };
  const path = ["spec", "access", "command"];
  const versions: Look[] = [];
  for (const { ref, spec } of components) {
    const access = spec.access["command"];
    if (access === undefined) continue;
    for (const [index, program] of texts(access["allowed"]).entries()) {
      add({ component: ref, program, about: ref, path: [...path, "allowed", index] });
    }
    versions.push(...versionLooks(ref, access, [...path, "versions"]));
  }
  for (const document of runbooks) {
    for (const { call } of runbookView(document).calls) {
      const { target, program } = call.with;
      if (call.connector !== "command" || typeof target !== "string" || typeof program !== "string") continue;
      add({
        component: target as Ref,
        program,
        about: document.ref,
        path: [...call.path, "with", "program"],
      });
    }
  }
  const existence = [...programs.values()].map(
    ({ about, component, program, path: place }): Look => ({
      topic: "command",
      about,
      path: place,
      claim: `${program} can be run for ${component}`,
      task: { type: "find-program", component, program },
    }),
  );
  return [...existence, ...versions];
}

function versionLooks(component: Ref, access: JsonObject, path: DocumentPath): readonly Look[] {
  const versions = access["versions"];
  if (!isJsonObject(versions)) return [];
  return Object.entries(versions).flatMap(([program, version]): readonly Look[] => {
    if (!isJsonObject(version) || typeof version["says"] !== "string") return [];
    const { says } = version;
    const given = version["arguments"] === undefined ? ["--version"] : texts(version["arguments"]);
    return [
      {
        topic: "command",
        about: component,
        path: [...path, program],
        claim: `${program} says ${JSON.stringify(says)}`,
        task: { type: "ask-version", component, program, arguments: given, says },
      },
    ];
  });
}

function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((item) => typeof item === "string") : [];
}
