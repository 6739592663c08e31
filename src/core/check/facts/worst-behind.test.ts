import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { resolveEstate } from "../../document/resolve-estate.ts";
import type { Ref } from "../../model/ref.ts";
import { checkContext } from "../check-context.ts";
import { exampleToday } from "../example-today.test-kit.ts";
import { type WorstOptions, worstBehind } from "./worst-behind.ts";

type Graph = {
  /** For each thing its needs: members by number, how many of them are needed, and whether hard. */
  readonly needs: readonly (readonly {
    readonly members: readonly number[];
    readonly atLeast: number;
    readonly hard: boolean;
  }[])[];
  /** For each thing its own value, or null. */
  readonly values: readonly (number | null)[];
};

const ref = (index: number): Ref => `service:s${index}`;

const graphs: fc.Arbitrary<Graph> = fc.integer({ min: 1, max: 7 }).chain((size) => {
  const member = fc.integer({ min: 0, max: size - 1 });
  const need = fc.uniqueArray(member, { minLength: 1, maxLength: 3 }).chain((members) =>
    fc.record({
      members: fc.constant(members),
      atLeast: fc.integer({ min: 1, max: members.length }),
      hard: members.length > 1 ? fc.constant(true) : fc.boolean(),
    }),
  );
  return fc.record({
    needs: fc.array(fc.array(need, { maxLength: 3 }), { minLength: size, maxLength: size }),
    values: fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { minLength: size, maxLength: size }),
  });
});

function contextOf({ needs }: Graph) {
  const text = needs
    .map((own, index) =>
      JSON.stringify({
        apiVersion: "holdfast/v1",
        kind: "Service",
        metadata: { name: `s${index}` },
        spec: {
          dependsOn: own.map(({ members, atLeast, hard }) =>
            members.length > 1
              ? { anyOf: members.map(ref), atLeast }
              : { on: ref(members[0] ?? 0), need: hard ? "hard" : "soft" },
          ),
        },
      }),
    )
    .join("\n---\n");
  const resolved = resolveEstate([{ type: "text", file: "graph.yaml", text }]);
  return checkContext(resolved, {}, exampleToday, { allowances: [], rules: new Map(), used: new Set() });
}

/** The definition itself, repeated until nothing changes: the least fixed point. */
function byDefinition({ needs, values }: Graph, { alternatives, ownHides }: WorstOptions): readonly number[] {
  const none = Number.NEGATIVE_INFINITY;
  let behind: readonly number[] = values.map(() => none);
  for (let round = 0; round <= needs.length * 8; round += 1) {
    const worth = values.map((own, index) =>
      ownHides && own !== null ? own : Math.max(own ?? none, behind[index] ?? none),
    );
    behind = needs.map((own) =>
      Math.max(
        none,
        ...own
          .filter(({ hard }) => hard)
          .map(({ members, atLeast }) => {
            const sorted = members
              .map((member) => worth[member] ?? none)
              .toSorted((one, other) => one - other);
            return (alternatives === "each" ? sorted.at(-1) : sorted[atLeast - 1]) ?? none;
          }),
      ),
    );
  }
  return behind;
}

for (const alternatives of ["enough", "each"] as const) {
  for (const ownHides of [true, false]) {
    test(`the worst behind each thing is what the definition says, with rings (${alternatives}, ${ownHides ? "own hides" : "own adds"})`, () => {
      fc.assert(
        fc.property(graphs, (graph) => {
          const options = { alternatives, ownHides };
          const values = new Map(
            graph.values.flatMap((value, index) => (value === null ? [] : [[ref(index), value] as const])),
          );
          const found = worstBehind(contextOf(graph), values, options);
          const expected = byDefinition(graph, options);
          for (const [index, value] of expected.entries()) {
            assert.equal(found.get(ref(index))?.value ?? Number.NEGATIVE_INFINITY, value, ref(index));
          }
        }),
        { numRuns: 300 },
      );
    });
  }
}
