import type { JsonObject } from "../../model/json.ts";
import { dependencyTargets } from "../write/dependencies-of.ts";
import type { Observation } from "./observation.ts";
import type { ObservedFile } from "./observed-file.ts";

/** An edge that was observed, with all that was seen of it. */
export type ObservedEdge = {
  readonly from: string;
  readonly to: string;
  readonly observations: readonly Observation[];
  /** Whether documents of both names are there. */
  readonly isKnown: boolean;
};

/** What is observed held against what is declared. */
export type ObservedComparison = {
  /** Declared, and seen. */
  readonly seen: readonly ObservedEdge[];
  /** Seen, and not declared: an owner has to confirm it before it counts. */
  readonly unconfirmed: readonly ObservedEdge[];
  /** Declared by something whose calls are observed, and never seen. */
  readonly neverSeen: readonly { readonly from: string; readonly to: string }[];
  /** Declared by something of which no call is observed: whether it is used is unknown. */
  readonly notLookedAt: readonly { readonly from: string; readonly to: string }[];
};

/** Compares. Settings are hints: they confirm no call, and nothing counts as observed because of them. */
export function compareWithDeclared(
  file: ObservedFile,
  documents: ReadonlyMap<string, JsonObject>,
): ObservedComparison {
  const edges = new Map<string, Observation[]>();
  for (const observation of Object.values(file.sources).flatMap(({ observations }) => observations)) {
    const key = `${observation.from} ${observation.to}`;
    edges.set(key, [...(edges.get(key) ?? []), observation]);
  }
  const declared = [...documents].flatMap(([from, value]) =>
    dependencyTargets(value).map((to) => ({ from, to })),
  );
  const isDeclared = new Set(declared.map(({ from, to }) => `${from} ${to}`));
  const observed = [...edges].map(([key, observations]): ObservedEdge => {
    const [from = "", to = ""] = key.split(" ");
    return { from, to, observations, isKnown: documents.has(from) && documents.has(to) };
  });
  const calls = observed.filter(({ observations }) =>
    observations.some(({ source }) => source !== "setting"),
  );
  const callers = new Set(calls.map(({ from }) => from));
  const called = new Set(calls.map(({ from, to }) => `${from} ${to}`));
  const unseen = declared.filter(({ from, to }) => !called.has(`${from} ${to}`));
  return {
    seen: observed.filter(({ from, to }) => isDeclared.has(`${from} ${to}`)),
    unconfirmed: observed.filter(({ from, to }) => !isDeclared.has(`${from} ${to}`)),
    neverSeen: unseen.filter(({ from }) => callers.has(from)),
    notLookedAt: unseen.filter(({ from }) => !callers.has(from)),
  };
}
