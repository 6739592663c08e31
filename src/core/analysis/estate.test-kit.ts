import type { Dependency } from "../model/dependency.ts";
import type { DocumentKind, Ref } from "../model/ref.ts";
import type { Estate, EstateDocument } from "../model/estate.ts";
import fc from "fast-check";

/** A document of a small estate; only what the graph reads is there. */
export function documentOf(ref: Ref, fields: object = {}): EstateDocument {
  const [lower = "", name = ""] = ref.split(":");
  const kind = (lower[0]?.toUpperCase() + lower.slice(1)) as DocumentKind;
  const spec = {
    sites: [],
    mode: null,
    site: null,
    recovers: [],
    from: null,
    to: null,
    power: [],
    carriers: [],
    vendor: null,
    owner: null,
    exposure: [],
    ...fields,
    dependsOn:
      "dependsOn" in fields ? (fields.dependsOn as readonly (Ref | Dependency)[]).map(asDependency) : [],
  };
  return {
    kind,
    ref,
    name,
    title: name,
    labels: {},
    annotations: {},
    suppress: [],
    spec,
    source: {},
  } as never;
}

/** An estate written as one table: reference → fields. */
export function estateOf(documents: { readonly [ref in Ref]?: object }): Estate {
  return inOrder(Object.entries(documents).map(([ref, fields]) => documentOf(ref as Ref, fields)));
}

export function inOrder(documents: readonly EstateDocument[]): Estate {
  return { documents: new Map(documents.map((document) => [document.ref, document])), invalid: new Set() };
}

const asDependency = (given: Ref | Dependency): Dependency =>
  typeof given === "string" ? { type: "one", on: given, need: "hard", phase: "both" } : given;

export const soft = (on: Ref): Dependency => ({ type: "one", on, need: "soft", phase: "both" });
export const anyOf = (members: readonly Ref[], atLeast = 1): Dependency => ({
  type: "group",
  anyOf: members,
  atLeast,
  phase: "both",
});

const phase = fc.constantFrom("both", "both", "both", "runtime", "startup");

/** Small estates of all shapes: cycles, self-loops, groups, soft edges, phases, sites, targets that are missing. */
export const randomEstate: fc.Arbitrary<Estate> = fc.integer({ min: 1, max: 9 }).chain((size) => {
  const refs = Array.from(
    { length: size },
    (_, at): Ref => (at % 4 === 3 ? `service:s${at}` : `component:c${at}`),
  );
  const target = fc.constantFrom<Ref>(...refs, ...refs, "vendor:missing", "site:east", "site:west");
  const dependency = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        type: fc.constant("one"),
        on: target,
        need: fc.constantFrom("hard", "hard", "soft"),
        phase,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.array(target, { minLength: 1, maxLength: 4 }).chain((members) =>
        fc.record({
          type: fc.constant("group"),
          anyOf: fc.constant(members),
          atLeast: fc.integer({ min: 1, max: new Set(members).size }),
          phase,
        }),
      ),
    },
  ) as fc.Arbitrary<Dependency>;
  const fields = fc.record({
    dependsOn: fc.array(dependency, { maxLength: 3 }),
    site: fc.constantFrom(null, null, "site:east", "site:west"),
    sites: fc.constantFrom([], ["site:east"], ["site:east", "site:west"]),
    mode: fc.constantFrom("active-active", "active-passive", "single-site", null),
  });
  return fc
    .tuple(...refs.map((ref) => fields.map((given) => documentOf(ref, given))))
    .map((documents) => inOrder([...documents, documentOf("site:east"), documentOf("site:west")]));
});
