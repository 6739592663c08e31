import { type DocumentOf, documentsOf, type Estate, findDocument } from "../../model/estate.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { Ref } from "../../model/ref.ts";
import type { Look, LookTask } from "./look.ts";

type Component = DocumentOf<"Component">;

type Pair = {
  readonly about: Ref;
  readonly path: DocumentPath;
  readonly primary: Ref;
  readonly standby: Ref;
};

/** Whether each copy that is declared is there, stands in its site, and can carry what the original carries. */
export function replicaLooks(estate: Estate): readonly Look[] {
  return pairsOf(estate).flatMap((pair) => {
    const primary = component(estate, pair.primary);
    const standby = component(estate, pair.standby);
    if (!primary || !standby) return [];
    const site = standby.spec.site;
    return [
      existence(pair, primary, standby),
      ...(site === null ? [] : [place(standby, site)]),
      ...capacities(primary, standby),
      ...(isPostgres(primary) && isPostgres(standby) ? [connections(primary, standby)] : []),
    ];
  });
}

/** A pair is declared by the copy itself or by a protection that replicates; each once. */
function pairsOf(estate: Estate): readonly Pair[] {
  const pairs = new Map<string, Pair>();
  const add = (pair: Pair) => {
    const key = `${pair.primary} ${pair.standby}`;
    if (!pairs.has(key)) pairs.set(key, pair);
  };
  for (const { ref, spec } of documentsOf(estate, "Component")) {
    if (spec.replicaOf)
      add({ about: ref, path: ["spec", "replicaOf"], primary: spec.replicaOf, standby: ref });
  }
  for (const { ref, spec } of documentsOf(estate, "Protection")) {
    const primary = spec.source ?? spec.protects;
    if (spec.method.endsWith("-replication") && spec.target) {
      add({ about: ref, path: ["spec", "target"], primary, standby: spec.target });
    }
  }
  return [...pairs.values()];
}

function component(estate: Estate, ref: Ref): Component | null {
  return ref.startsWith("component:") ? findDocument(estate, "Component", ref.slice(10)) : null;
}

const isPostgres = ({ spec }: Component) => spec.access["postgres"] !== undefined;

function existence({ about, path }: Pair, primary: Component, standby: Component): Look {
  const task: LookTask =
    isPostgres(primary) && isPostgres(standby)
      ? { type: "compare-replica", primary: primary.ref, standby: standby.ref }
      : {
          type: "settled",
          outcome: "not-looked-at",
          detail: "no connector that could tell is declared in the access of both",
        };
  return { topic: "replica", about, path, claim: `${standby.ref} is a copy of ${primary.ref}`, task };
}

function place(standby: Component, site: Ref): Look {
  const task: LookTask = isPostgres(standby)
    ? { type: "ask-site", component: standby.ref, site }
    : { type: "settled", outcome: "not-looked-at", detail: "no connector that could tell is declared" };
  const claim = `${standby.ref} stands in ${site}`;
  return { topic: "site", about: standby.ref, path: ["spec", "site"], claim, task };
}

/** Unit by unit, as the documents declare it. */
function capacities(primary: Component, standby: Component): readonly Look[] {
  return Object.entries(primary.spec.capacity).map(([unit, needed]) => {
    const given = Object.hasOwn(standby.spec.capacity, unit) ? standby.spec.capacity[unit] : undefined;
    const task: LookTask =
      given === undefined
        ? {
            type: "settled",
            outcome: "unknown",
            detail: `${standby.ref} does not say how many ${unit} it carries`,
          }
        : {
            type: "settled",
            outcome: given >= needed ? "holds" : "does-not-hold",
            detail: `declared: ${given} of ${needed}`,
          };
    const claim = `${standby.ref} carries the ${unit} of ${primary.ref}`;
    return { topic: "capacity", about: standby.ref, path: ["spec", "capacity"], claim, task };
  });
}

function connections(primary: Component, standby: Component): Look {
  return {
    topic: "capacity",
    about: standby.ref,
    path: ["spec", "access", "postgres"],
    claim: `${standby.ref} allows as many connections as ${primary.ref}`,
    task: { type: "compare-connections", primary: primary.ref, standby: standby.ref },
  };
}
