import type { JsonObject } from "../../../model/json.ts";
import type { Ref } from "../../../model/ref.ts";
import type { Cursor } from "../cursor.ts";
import type { Ledger } from "../ledger.ts";
import type { NameTable } from "../name-table.ts";
import { type ComposeService, fieldsOf } from "./project.ts";

type Edge = { need: "hard" | "soft"; phase: "startup" | "both" };

export type ComposeBooks = { readonly names: NameTable; readonly ledger: Ledger };

/**
 * What a service needs: `depends_on` when it starts (soft where it is not required), and `links`,
 * `volumes_from` and shared namespaces all the time.
 */
export function composeDependencies(
  service: ComposeService,
  ref: Ref,
  { names, ledger }: ComposeBooks,
): readonly (string | JsonObject)[] {
  const edges = new Map<Ref, Edge>();
  const add = (name: string | null, at: Cursor, edge: Edge) => {
    const to = name === null ? null : names.refer("Component", name, at);
    ledger.count("dependency", to === null ? "reported" : "mapped");
    if (name === null) at.report("null-dependency", "a dependency names no service");
    if (to === null) return;
    if (to === ref) at.note("self-reference", `${ref} depends on itself`);
    const known = edges.get(to);
    edges.set(to, known === undefined ? edge : stronger(known, edge));
  };
  for (const field of fieldsOf(service, "depends_on")) {
    if (Array.isArray(field.value)) {
      for (const item of field.items()) add(item.text(), item, { need: "hard", phase: "startup" });
      continue;
    }
    for (const [name, entry] of field.entries()) {
      entry.at("condition").text();
      if (entry.value === null) entry.take();
      const isRequired = entry.at("required").text() !== "false";
      add(name, entry, { need: isRequired ? "hard" : "soft", phase: "startup" });
    }
  }
  for (const { name, at } of sharedWith(service)) add(name, at, { need: "hard", phase: "both" });
  return [...edges].map(([on, { need, phase }]) =>
    need === "hard" && phase === "both" ? on : { on, ...(need === "soft" ? { need } : {}), phase },
  );
}

function stronger(one: Edge, other: Edge): Edge {
  return {
    need: one.need === "hard" || other.need === "hard" ? "hard" : "soft",
    phase: one.phase === "both" || other.phase === "both" ? "both" : "startup",
  };
}

function sharedWith(
  service: ComposeService,
): readonly { readonly name: string | null; readonly at: Cursor }[] {
  const links = fieldsOf(service, "links").flatMap((field) => field.items());
  const volumes = fieldsOf(service, "volumes_from").flatMap((field) => field.items());
  const namespaces = ["network_mode", "pid", "ipc"]
    .flatMap((field) => fieldsOf(service, field))
    .filter(({ value }) => typeof value === "string" && value.startsWith("service:"));
  return [
    ...links.map((at) => ({ name: at.text()?.split(":")[0] || null, at })),
    ...volumes
      .filter(({ value }) => typeof value === "string" && !value.startsWith("container:"))
      .map((at) => ({ name: at.text()?.split(":")[0] || null, at })),
    ...namespaces.map((at) => ({ name: at.text()?.slice("service:".length) || null, at })),
  ];
}
