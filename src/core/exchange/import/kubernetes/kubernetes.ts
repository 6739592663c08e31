import type { JsonObject } from "../../../model/json.ts";
import type { Ref } from "../../../model/ref.ts";
import type { Observation } from "../../observed/observation.ts";
import { cursorAt } from "../cursor.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import { type Ledger, openLedger } from "../ledger.ts";
import { createNameTable, type NameTable } from "../name-table.ts";
import { readYamlSources } from "../read-yaml-sources.ts";
import { settingObservations } from "../setting-observations.ts";
import { addressesIn, backendsOf, type Named, namedByPod } from "./needs.ts";
import { type KubernetesObject, labelsAt, podOf, readObjects, workloadTemplates } from "./objects.ts";

/** Kinds beside workloads that become documents, with the type they get. */
const otherKinds: { readonly [kind: string]: string | undefined } = {
  Service: "kubernetes-service",
  Ingress: "ingress",
  ConfigMap: "configuration",
  Secret: "secret",
  PersistentVolumeClaim: "volume",
};

type Work = { readonly names: NameTable; readonly ledger: Ledger; readonly objects: readonly Defined[] };
type Defined = { readonly object: KubernetesObject; readonly ref: Ref };

/**
 * Kubernetes manifests. Workloads, Services, Ingresses, ConfigMaps, Secrets and claims become Components:
 * an Ingress needs its Services, a Service the workloads its selector finds, a workload what its pods
 * mount. Host names of Services in a pod's environment are observations. The content of ConfigMaps and
 * Secrets goes nowhere.
 */
export const importKubernetes: Importer = (files) => {
  const { sources, unreadable } = readYamlSources(files);
  const ledger = openLedger(sources, unreadable, { groupOf: (source, path) => groupOf(source.value, path) });
  const names = createNameTable();
  const roots = sources.map((source) => cursorAt(ledger, source));
  const objects = readObjects(roots, ledger).flatMap((object) => define(object, names, ledger));
  const work = { names, ledger, objects };
  const documents = objects.map((defined) => componentOf(defined, work));
  const observations = objects.flatMap((defined) => hintsOf(defined, work));
  return importResult("kubernetes", files, ledger, unreadable, { documents, observations });
};

function define(object: KubernetesObject, names: NameTable, ledger: Ledger): readonly Defined[] {
  const { kind, name, at } = object;
  if (workloadTemplates[kind] === undefined && otherKinds[kind] === undefined) {
    at.report("unsupported-item", `${kind} has no place in the documents`);
    ledger.count(kind, "reported");
    return [];
  }
  // A Service is often called like its workload: it keeps its kind in its name.
  const full = workloadTemplates[kind] === undefined ? `${name}-${kind.toLowerCase()}` : name;
  const ref = names.define(
    "Component",
    full,
    at.at("metadata", "name"),
    at,
    keyOf(kind, object.namespace, name),
  );
  ledger.count(kind, ref === null ? "reported" : "mapped");
  return ref === null ? [] : [{ object, ref }];
}

const keyOf = (kind: string, namespace: string, name: string) => `${kind} ${namespace}/${name}`;

function componentOf({ object, ref }: Defined, work: Work): ImportedDocument {
  const { kind, namespace, name, at } = object;
  return importedDocument("kubernetes", ref, at, {
    title: name,
    labels: Object.fromEntries(labelsAt(at.at("metadata", "labels"))),
    annotations: { "kubernetes/object": `${kind} ${namespace}/${name}` },
    spec: { type: otherKinds[kind] ?? kind.toLowerCase(), dependsOn: needsOf({ object, ref }, work) },
  });
}

function needsOf({ object, ref }: Defined, work: Work): readonly (Ref | JsonObject)[] {
  if (object.kind === "Ingress") return resolved(backendsOf(object), object, "both", work);
  if (object.kind === "Service") return selectedBy(object, ref, work);
  if (workloadTemplates[object.kind] === undefined) return [];
  return resolved(namedByPod(object), object, "startup", work);
}

/** What is named becomes a dependency; what the manifests do not define dangles, and says so. */
function resolved(
  named: readonly Named[],
  { namespace }: KubernetesObject,
  phase: "startup" | "both",
  { names, ledger }: Work,
): readonly (Ref | JsonObject)[] {
  const found = new Map<Ref, boolean>();
  for (const { kind, name, at, optional } of named) {
    const known = names.find("Component", keyOf(kind, namespace, name));
    const to = known ?? names.refer("Component", `${name}-${kind.toLowerCase()}`, at);
    ledger.count("dependency", to === null ? "reported" : "mapped");
    if (to !== null) found.set(to, (found.get(to) ?? true) && optional);
  }
  return [...found].map(([on, optional]) =>
    optional ? { on, need: "soft", phase } : phase === "both" ? on : { on, phase },
  );
}

/** A Service works while one of the workloads its selector finds does. */
function selectedBy(
  service: KubernetesObject,
  ref: Ref,
  { ledger, objects }: Work,
): readonly (Ref | JsonObject)[] {
  const selector = labelsAt(service.at.at("spec", "selector"));
  if (selector.size === 0) return [];
  const targets = objects.filter(({ object }) => {
    if (workloadTemplates[object.kind] === undefined || object.namespace !== service.namespace) return false;
    const labels = labelsAt(podOf(object).at("metadata", "labels"));
    return [...selector].every(([name, value]) => labels.get(name) === value);
  });
  const at = service.at.at("spec", "selector");
  ledger.count("selector", targets.length > 0 ? "mapped" : "reported");
  if (targets.length === 0)
    at.note("dangling-target", `the selector of ${ref} finds nothing among what was imported`);
  const refs = targets.map((target) => target.ref);
  return refs.length > 1 ? [{ anyOf: refs, atLeast: 1 }] : refs;
}

/** `orders`, `orders.shop` and `orders.shop.svc.cluster.local` in a variable name a Service. */
function hintsOf({ object, ref }: Defined, { names }: Work): readonly Observation[] {
  if (workloadTemplates[object.kind] === undefined) return [];
  const found = new Map<Ref, string>();
  for (const { host, name, at } of addressesIn(object)) {
    const [service = "", namespace = object.namespace] = host.split(".");
    const to = names.find("Component", keyOf("Service", namespace, service));
    if (to === null) continue;
    at.take();
    found.set(to, found.get(to) ?? name);
  }
  return settingObservations(ref, found);
}

/** Fields nobody looked at, by kind. What people name (data, labels, annotations) is put together. */
function groupOf(object: unknown, path: readonly (string | number)[]): string {
  const kind = typeof object === "object" && object !== null ? (object as { kind?: unknown }).kind : null;
  const names = path.filter((part) => typeof part === "string");
  const open = names.findIndex((name) =>
    ["data", "stringData", "annotations", "labels", "matchLabels", "limits", "requests"].includes(name),
  );
  const shown = open < 0 ? names : names.slice(0, open + 1);
  return [typeof kind === "string" ? kind : "object", ...shown].join(".");
}
