import { isJsonObject } from "../../../model/json.ts";
import type { Cursor } from "../cursor.ts";
import type { Ledger } from "../ledger.ts";

/** An object of a manifest. */
export type KubernetesObject = {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly at: Cursor;
};

/** Reads the objects of all documents, those in Lists too. What is none is reported. */
export function readObjects(roots: readonly Cursor[], ledger: Ledger): readonly KubernetesObject[] {
  return roots.flatMap((at) => {
    if (!isJsonObject(at.value) || typeof at.at("kind").value !== "string") {
      at.report("bad-value", "an object has apiVersion, kind and metadata; this has no kind");
      ledger.count("object", "reported");
      return [];
    }
    const kind = at.at("kind").text() ?? "";
    at.at("apiVersion").text();
    if (kind === "List") return readObjects(at.at("items").items(), ledger);
    const name = at.at("metadata", "name").text();
    const namespace = at.at("metadata", "namespace").text() ?? "default";
    if (name !== null) return [{ kind, namespace, name, at }];
    at.report("bad-value", `${kind} has no name`);
    ledger.count(kind, "reported");
    return [];
  });
}

/** Kinds that run pods, with where their pod template stands. */
export const workloadTemplates: { readonly [kind: string]: readonly string[] | undefined } = {
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  Pod: [],
};

/** The pod of a workload: its template, or the Pod itself. */
export function podOf(object: KubernetesObject): Cursor {
  return object.at.at(...(workloadTemplates[object.kind] ?? []));
}

/** The labels at a place, taken. */
export function labelsAt(at: Cursor): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  if (!isJsonObject(at.value)) return labels;
  for (const [name, value] of at.entries()) {
    const text = value.text();
    if (text !== null) labels.set(name, text);
  }
  return labels;
}

/** Containers of a pod, those that prepare it too. */
export function containersOf(pod: Cursor): readonly Cursor[] {
  return ["initContainers", "containers"].flatMap((list) => {
    const at = pod.at("spec", list);
    return at.value === undefined || at.value === null ? [] : at.items();
  });
}
