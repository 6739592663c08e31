import type { Ref } from "../../../model/ref.ts";
import type { Observation } from "../../observed/observation.ts";
import type { Cursor } from "../cursor.ts";
import { settingObservations } from "../setting-observations.ts";
import { slug } from "../slug.ts";
import { type ComposeService, fieldsOf } from "./project.ts";

/** Ends of the names of variables that hold where another service is. */
const addressName =
  /^(?:PUBLIC_)?(.+?)_(?:ADDR|ADDRESS|HOST|HOSTNAME|URL|URI|ENDPOINT|SERVER|SERVERS|BROKERS)$/;

/** Host names in a value: behind `//` or `@`, before a port, behind `Host=`, or the whole of it. */
const hosts =
  /(?:\/\/(?:[^/@\s]*@)?|@|\b[Hh]ost=)([a-z0-9][a-z0-9.-]*)|(?:^|,)([a-z0-9][a-z0-9.-]*)(?=:\d|,|$)/g;

/**
 * What the environment of a service says of others it may talk to. Hints, not dependencies: a host name
 * in a variable says that a call can be made, not that anything is needed. The values themselves, which
 * may hold credentials, go nowhere.
 */
export function settingHints(
  service: ComposeService,
  from: Ref,
  targets: ReadonlyMap<string, Ref>,
): readonly Observation[] {
  const found = new Map<Ref, string>();
  for (const field of fieldsOf(service, "environment")) {
    for (const { at, name, value } of variables(field)) {
      const named = [...hostsIn(value), ...hostsIn(defaults(value))]
        .map((host) => targets.get(host) ?? targets.get(host.split(".")[0] ?? ""))
        .concat([name, ...variablesIn(value)].map((variable) => byVariable(variable, targets)))
        .filter((ref): ref is Ref => ref !== undefined && ref !== from);
      if (named.length > 0) at.take();
      for (const to of named) found.set(to, found.get(to) ?? name);
    }
  }
  return settingObservations(from, found);
}

type Variable = { readonly at: Cursor; readonly name: string; readonly value: string };

/** Both forms: a list of `NAME=value`, and a map. */
function variables(field: Cursor): readonly Variable[] {
  if (!Array.isArray(field.value)) {
    return field.entries().map(([name, at]) => ({ at, name, value: scalar(at.value) }));
  }
  return field.items().map((at) => {
    const [name = "", ...rest] = scalar(at.value).split("=");
    return { at, name, value: rest.join("=") };
  });
}

function scalar(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).slice(0, 2_000) : "";
}

function hostsIn(value: string): readonly string[] {
  return [...value.matchAll(hosts)].map(([, one, other]) => one ?? other ?? "");
}

const variablesIn = (value: string) =>
  [...value.matchAll(/\$\{?([A-Z][A-Z0-9_]*)/g)].map(([, name]) => name ?? "");

/** `${DATABASE_HOST:-db}`: what stands after `:-` is used when nothing else is said. */
const defaults = (value: string) =>
  [...value.matchAll(/:-([^}]*)\}/g)].map(([, text]) => text ?? "").join(",");

/** `PRODUCT_CATALOG_ADDR` names product-catalog; `VALKEY_ADDR` the only service whose name begins with valkey. */
function byVariable(variable: string, targets: ReadonlyMap<string, Ref>): Ref | undefined {
  const stem = slug(addressName.exec(variable)?.[1] ?? "");
  if (stem === null) return undefined;
  const begins = [...targets].filter(([name]) => name.startsWith(`${stem}-`));
  return targets.get(stem) ?? (begins.length === 1 ? begins[0]?.[1] : undefined);
}
