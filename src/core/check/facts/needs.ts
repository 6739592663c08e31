import type { Dependency } from "../../model/dependency.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { dependenciesOf } from "./dependencies-of.ts";

/** One entry of `dependsOn`: so many of its members must be there. */
export type Need = {
  readonly from: Ref;
  readonly members: readonly Ref[];
  readonly atLeast: number;
  /** Whether it is down without them, not only degraded. */
  readonly hard: boolean;
  /** Where it stands in the document `from`. */
  readonly path: DocumentPath;
};

type Needs = {
  readonly of: ReadonlyMap<Ref, readonly Need[]>;
  /** The needs that name a thing, by that thing. */
  readonly naming: ReadonlyMap<Ref, readonly Need[]>;
};

const none: readonly Need[] = [];

const allNeeds = oncePerCheck(({ resolved }): Needs => {
  const needs = new Map<Ref, readonly Need[]>();
  const naming = new Map<Ref, Need[]>();
  for (const document of resolved.estate.documents.values()) {
    const own = dependenciesOf(document).map((dependency, index) => needOf(document.ref, dependency, index));
    if (own.length > 0) needs.set(document.ref, own);
    for (const need of own) {
      for (const member of need.members) {
        const known = naming.get(member);
        // Not copied each time: thousands may need one thing.
        if (known) known.push(need);
        else naming.set(member, [need]);
      }
    }
  }
  return { of: needs, naming };
});

function needOf(from: Ref, dependency: Dependency, index: number): Need {
  const path = ["spec", "dependsOn", index];
  if (dependency.type === "group") {
    const { anyOf, atLeast } = dependency;
    return { from, members: [...new Set(anyOf)], atLeast, hard: true, path: [...path, "anyOf"] };
  }
  // The short form has no `on`; the place of what is not there is that of what should hold it.
  const { on, need } = dependency;
  return { from, members: [on], atLeast: 1, hard: need === "hard", path: [...path, "on"] };
}

/** What a thing needs by itself. */
export function needsOf(context: CheckContext, ref: Ref): readonly Need[] {
  return allNeeds(context).of.get(ref) ?? none;
}

/** The needs that name a thing. */
export function needsNaming(context: CheckContext, ref: Ref): readonly Need[] {
  return allNeeds(context).naming.get(ref) ?? none;
}
