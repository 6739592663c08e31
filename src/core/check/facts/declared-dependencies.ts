import type { Dependency } from "../../model/dependency.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { EstateDocument } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { dependenciesOf } from "./dependencies-of.ts";
import { oncePerCheck } from "../once-per-check.ts";

/** A dependency as its document declares it. */
export type DeclaredDependency = {
  readonly document: EstateDocument;
  readonly dependency: Dependency;
  readonly index: number;
};

/** Every document that depends on something, with what it declares, in the order of the files. */
export const declaredDependencies = oncePerCheck(({ resolved }): readonly (readonly DeclaredDependency[])[] =>
  [...resolved.estate.documents.values()]
    .map((document) => dependenciesOf(document).map((dependency, index) => ({ document, dependency, index })))
    .filter((all) => all.length > 0),
);

/** Where the target of a dependency stands; in the short form, the text itself. */
export function pathOfTarget(index: number): DocumentPath {
  return ["spec", "dependsOn", index, "on"];
}

/** Hard dependencies on one thing that are needed for a start, or all that count while running, by who has them. */
export const edgesOf = oncePerCheck((context) => {
  const startup = new Map<Ref, Ref[]>();
  const runtime = new Map<Ref, Ref[]>();
  const add = (edges: Map<Ref, Ref[]>, from: Ref, to: Ref) => {
    const known = edges.get(from);
    if (known) known.push(to);
    else edges.set(from, [to]);
  };
  for (const { document, dependency } of declaredDependencies(context).flat()) {
    if (dependency.type === "one") {
      if (dependency.phase !== "runtime" && dependency.need === "hard")
        add(startup, document.ref, dependency.on);
      if (dependency.phase !== "startup") add(runtime, document.ref, dependency.on);
    } else if (dependency.phase !== "startup") {
      for (const member of dependency.anyOf) add(runtime, document.ref, member);
    }
  }
  return { startup, runtime } satisfies { readonly [phase: string]: ReadonlyMap<Ref, readonly Ref[]> };
});
