import type { Dependency } from "../model/dependency.ts";
import type { Estate, EstateDocument } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";

/** 2 up, 1 degraded, 0 down: worse is less. */
type Grade = 0 | 1 | 2;

/** What the nodes of an estate are called: those of documents and those that are only relied upon. */
export function nodesOf(estate: Estate): readonly Ref[] {
  const refs = new Set<Ref>(estate.documents.keys());
  for (const document of estate.documents.values()) {
    for (const dependency of dependenciesOf(document)) for (const ref of targetsOf(dependency)) refs.add(ref);
  }
  return [...refs].sort();
}

/** The dependencies of a document, implied ones included, in the words of the design. */
export function dependenciesOf(document: EstateDocument): readonly Dependency[] {
  const hard = (on: Ref): Dependency => ({ type: "one", on, need: "hard", phase: "both" });
  if (document.kind === "Component") {
    const { site, dependsOn } = document.spec;
    return site === null ? dependsOn : [hard(site), ...dependsOn];
  }
  if (document.kind !== "Service") return "dependsOn" in document.spec ? document.spec.dependsOn : [];
  const { sites, mode, dependsOn } = document.spec;
  if (sites[0] === undefined) return dependsOn;
  if (mode !== "active-active") return [hard(sites[0]), ...dependsOn];
  return [{ type: "group", anyOf: sites, atLeast: 1, phase: "both" }, ...dependsOn];
}

export const targetsOf = (dependency: Dependency): readonly Ref[] =>
  dependency.type === "one" ? [dependency.on] : [...new Set(dependency.anyOf)];

/**
 * States by iteration from "all up" downwards until nothing changes: the greatest fixed point, as slowly and as plainly
 * as it can be written.
 */
export function gradesAfter(estate: Estate, failed: readonly Ref[]): ReadonlyMap<Ref, Grade> {
  const grades = new Map<Ref, Grade>(nodesOf(estate).map((ref) => [ref, 2]));
  for (let changing = true; changing; ) {
    changing = false;
    for (const [ref, now] of grades) {
      let grade: Grade = failed.includes(ref) ? 0 : 2;
      const document = estate.documents.get(ref);
      for (const dependency of document ? dependenciesOf(document) : []) {
        if (dependency.phase !== "startup")
          grade = Math.min(grade, contribution(dependency, grades)) as Grade;
      }
      if (grade < now) {
        grades.set(ref, grade);
        changing = true;
      }
    }
  }
  return grades;
}

function contribution(dependency: Dependency, grades: ReadonlyMap<Ref, Grade>): Grade {
  const states = targetsOf(dependency).map((ref) => grades.get(ref) ?? 2);
  if (dependency.type === "group") {
    return states.sort((one, other) => other - one)[dependency.atLeast - 1] ?? 0;
  }
  const [state = 2] = states;
  if (dependency.need === "hard") return state;
  return state === 2 ? 2 : 1;
}

/** What is down after a failure, without what failed. */
export function downAfter(estate: Estate, failed: readonly Ref[]): readonly Ref[] {
  return [...gradesAfter(estate, failed)]
    .filter(([ref, grade]) => grade === 0 && !failed.includes(ref))
    .map(([ref]) => ref)
    .sort();
}
