import type { Cursor } from "../cursor.ts";
import { containersOf, type KubernetesObject, podOf } from "./objects.ts";

/** That a pod names another object, by kind and name in its own namespace. */
export type Named = {
  readonly kind: string;
  readonly name: string;
  readonly at: Cursor;
  readonly optional: boolean;
};

/** Configuration, secrets, volumes and accounts that a pod cannot start without, unless they are optional. */
export function namedByPod(object: KubernetesObject): readonly Named[] {
  const pod = podOf(object);
  const found: Named[] = [];
  const add = (kind: string, holder: Cursor, field: string) => {
    const at = holder.at(field);
    const name = at.value === undefined ? null : at.text();
    if (name === null) return;
    found.push({ kind, name, at, optional: holder.at("optional").text() === "true" });
  };
  const each = (at: Cursor, visit: (item: Cursor) => void) => {
    if (at.value !== undefined && at.value !== null) for (const item of at.items()) visit(item);
  };
  each(pod.at("spec", "volumes"), (volume) => {
    add("ConfigMap", volume.at("configMap"), "name");
    add("Secret", volume.at("secret"), "secretName");
    add("PersistentVolumeClaim", volume.at("persistentVolumeClaim"), "claimName");
    each(volume.at("projected", "sources"), (source) => {
      add("ConfigMap", source.at("configMap"), "name");
      add("Secret", source.at("secret"), "name");
    });
  });
  for (const container of containersOf(pod)) {
    each(container.at("envFrom"), (source) => {
      add("ConfigMap", source.at("configMapRef"), "name");
      add("Secret", source.at("secretRef"), "name");
    });
    each(container.at("env"), (variable) => {
      add("ConfigMap", variable.at("valueFrom", "configMapKeyRef"), "name");
      add("Secret", variable.at("valueFrom", "secretKeyRef"), "name");
    });
  }
  return found;
}

/** Services behind an Ingress, in both forms of its API. */
export function backendsOf(ingress: KubernetesObject): readonly Named[] {
  const backends: Cursor[] = [ingress.at.at("spec", "defaultBackend"), ingress.at.at("spec", "backend")];
  const rules = ingress.at.at("spec", "rules");
  for (const rule of rules.value === undefined || rules.value === null ? [] : rules.items()) {
    const paths = rule.at("http", "paths");
    for (const path of paths.value === undefined || paths.value === null ? [] : paths.items())
      backends.push(path.at("backend"));
  }
  return backends.flatMap((backend) => {
    const at =
      backend.at("service", "name").value === undefined
        ? backend.at("serviceName")
        : backend.at("service", "name");
    const name = at.value === undefined ? null : at.text();
    return name === null ? [] : [{ kind: "Service", name, at, optional: false }];
  });
}

/** Variables of a pod that hold an address: their values, for finding Services in them. */
export function addressesIn(
  object: KubernetesObject,
): readonly { readonly host: string; readonly name: string; readonly at: Cursor }[] {
  return containersOf(podOf(object)).flatMap((container) => {
    const env = container.at("env");
    if (env.value === undefined || env.value === null) return [];
    return env.items().flatMap((variable) => {
      const at = variable.at("value");
      const name = variable.at("name");
      if (typeof at.value !== "string" || typeof name.value !== "string") return [];
      const hosts = [...at.value.slice(0, 2_000).matchAll(/(?:^|\/\/|@|,)([a-z0-9][a-z0-9.-]*)(?=[:/,]|$)/g)];
      return hosts.map(([, host]) => ({ host: host ?? "", name: String(name.value), at }));
    });
  });
}
