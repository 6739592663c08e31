import type { WitnessAspect } from "../model/monitor.ts";
import type { Ref } from "../model/ref.ts";
import type { Testimony } from "./testimony.ts";

/** What a failure is called. Each name follows from several witnesses; who has only one is told so by the name. */
export type FailureName =
  | "primary dead"
  | "primary frozen"
  | "primary not answering"
  | "component dead"
  | "component frozen"
  | "component not answering"
  | "site down"
  | "site unreachable from witness only"
  | "replica lag"
  | "backup too old"
  | "certificate bad"
  | "name answers wrong"
  | "service failing";

export type NamedFailure = {
  readonly name: FailureName;
  readonly component: Ref;
  readonly because: string;
};

export type Naming = {
  /** Components that another one copies. */
  readonly primaries: ReadonlySet<Ref>;
  readonly siteOf: ReadonlyMap<Ref, Ref>;
};

type Said = { readonly failing: readonly Testimony[]; readonly healthy: readonly Testimony[] };

/**
 * Names what is wrong with a thing, from what is said of it; null where nobody says that anything is. Dead and frozen
 * differ in whether a connection is still taken: a frozen server's kernel takes it, and nothing answers. Where witnesses
 * contradict one another about the same thing, it is the way to it that is broken.
 */
export function nameFailure(
  thing: Ref,
  testimonies: readonly Testimony[],
  naming: Naming,
): NamedFailure | null {
  const own = testimonies.filter(({ about }) => about === thing);
  const named = (name: FailureName, because: string): NamedFailure => ({ name, component: thing, because });
  if (thing.startsWith("site:")) return nameSite(thing, testimonies, naming);
  const apart = splitWitnesses(own.filter(({ aspect }) => seesLife.has(aspect)));
  if (apart !== null) return named("site unreachable from witness only", apart);
  const reach = saidOf(own, "reachable");
  const answers = saidOf(own, "answers");
  const kind = naming.primaries.has(thing) ? "primary" : "component";
  if (answers.failing.length > 0 && reach.healthy.length > 0 && answers.healthy.length === 0) {
    return named(
      `${kind} frozen`,
      `it takes connections (${names(reach.healthy)}) and does not answer (${names(answers.failing)})`,
    );
  }
  if (reach.failing.length > 0 && reach.healthy.length === 0 && answers.healthy.length === 0) {
    const both = answers.failing.length > 0 ? ` and answers nobody (${names(answers.failing)})` : "";
    return named(`${kind} dead`, `it takes no connections (${names(reach.failing)})${both}`);
  }
  if (answers.failing.length > 0 && answers.healthy.length === 0) {
    return named(
      `${kind} not answering`,
      `it does not answer (${names(answers.failing)}); nobody tells whether it takes connections`,
    );
  }
  return nameRest(thing, own);
}

const seesLife: ReadonlySet<WitnessAspect> = new Set(["reachable", "answers", "works"]);

const restNames: readonly (readonly [WitnessAspect, FailureName, string])[] = [
  ["replication", "replica lag", "the copy is further behind than is allowed"],
  ["backup", "backup too old", "the newest backup is older than is allowed"],
  ["certificate", "certificate bad", "its certificate does not hold or ends soon"],
  ["name", "name answers wrong", "resolvers do not answer what they should"],
  ["works", "service failing", "what users do does not succeed"],
];

function nameRest(thing: Ref, own: readonly Testimony[]): NamedFailure | null {
  for (const [aspect, name, because] of restNames) {
    const { failing } = saidOf(own, aspect);
    if (failing.length > 0) return { name, component: thing, because: `${because} (${names(failing)})` };
  }
  return null;
}

/** A site is down when two things in it at least fail and nobody sees any of it alive. */
function nameSite(site: Ref, testimonies: readonly Testimony[], { siteOf }: Naming): NamedFailure | null {
  const inside = testimonies.filter(
    ({ about, aspect }) => (siteOf.get(about) === site || about === site) && seesLife.has(aspect),
  );
  const named = (name: FailureName, because: string): NamedFailure => ({ name, component: site, because });
  const apart = splitWitnesses(inside);
  if (apart !== null) return named("site unreachable from witness only", apart);
  const failing = inside.filter(({ says }) => says === "failing");
  const things = new Set(failing.map(({ about }) => about));
  if (things.size < 2 || inside.some(({ says }) => says === "healthy")) return null;
  return named(
    "site down",
    `${[...things].toSorted().join(", ")} fail, and nobody sees anything of it alive`,
  );
}

/**
 * Whether some vantage points see all of it fail which others see all well, through the same monitors: then it is their
 * way to it that is broken. null where it is not so.
 */
function splitWitnesses(testimonies: readonly Testimony[]): string | null {
  const byVantage = new Map<string, Set<Testimony["says"]>>();
  const byMonitor = new Map<Ref, Set<Testimony["says"]>>();
  for (const { by, monitor, says } of testimonies) {
    if (says === "unknown") continue;
    byVantage.set(by, (byVantage.get(by) ?? new Set()).add(says));
    byMonitor.set(monitor, (byMonitor.get(monitor) ?? new Set()).add(says));
  }
  const only = (word: Testimony["says"]) =>
    [...byVantage].filter(([, said]) => said.size === 1 && said.has(word)).map(([by]) => by);
  const [blind, seeing] = [only("failing"), only("healthy")];
  const isWhole = blind.length + seeing.length === byVantage.size;
  const isSplit = [...byMonitor.values()].some((said) => said.size > 1);
  if (!isSplit || !isWhole || blind.length === 0 || seeing.length === 0) return null;
  return `from ${blind.toSorted().join(", ")} nothing of it answers, from ${seeing.toSorted().join(", ")} all of it does`;
}

function saidOf(own: readonly Testimony[], aspect: WitnessAspect): Said {
  const said = own.filter((one) => one.aspect === aspect);
  return {
    failing: said.filter(({ says }) => says === "failing"),
    healthy: said.filter(({ says }) => says === "healthy"),
  };
}

const namesMax = 6;

function names(testimonies: readonly Testimony[]): string {
  const all = [...new Set(testimonies.map(({ by }) => by))].toSorted();
  const more = all.length > namesMax ? ` and ${all.length - namesMax} more` : "";
  return `${all.slice(0, namesMax).join(", ")}${more}`;
}
