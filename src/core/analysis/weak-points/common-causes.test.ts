import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { anyOf, estateOf, randomEstate } from "../estate.test-kit.ts";
import { estateGraph } from "../graph/estate-graph.ts";
import { dependenciesOf, downAfter, nodesOf, targetsOf } from "../oracle.test-kit.ts";
import { commonCauses } from "./common-causes.ts";

test("[A1.3] two carriers in one duct are told, the duct before what the duct stands on", () => {
  const estate = estateOf({
    "component:duct": { dependsOn: ["component:bridge"] },
    "component:bridge": {},
    "vendor:carrier-a": { dependsOn: ["component:duct"] },
    "vendor:carrier-b": { dependsOn: ["component:duct"] },
    "service:s": { dependsOn: [anyOf(["vendor:carrier-a", "vendor:carrier-b"])] },
  });
  assert.deepEqual(commonCauses(estateGraph(estate)), [
    {
      owner: "service:s",
      members: ["vendor:carrier-a", "vendor:carrier-b"],
      atLeast: 1,
      causes: ["component:duct", "component:bridge"],
    },
  ]);
});

test("an alternative that needs the other one is no alternative", () => {
  const estate = estateOf({
    "service:new": { dependsOn: ["service:old"] },
    "service:old": {},
    "service:s": { dependsOn: [anyOf(["service:new", "service:old"])] },
  });
  assert.deepEqual(commonCauses(estateGraph(estate))[0]?.causes, ["service:old"]);
});

test("[A1.3] common causes are exactly the failures that cost a group too many members", () => {
  fc.assert(
    fc.property(randomEstate, (estate) => {
      const nodes = nodesOf(estate);
      const expected = [...estate.documents.values()].flatMap((document) =>
        dependenciesOf(document).flatMap((dependency) => {
          const members = targetsOf(dependency);
          if (dependency.type === "one" || dependency.phase === "startup") return [];
          if (members.length === dependency.atLeast) return [];
          const causes = nodes.filter((ref) => {
            const down = new Set([ref, ...downAfter(estate, [ref])]);
            return (
              ref !== document.ref && members.filter((one) => !down.has(one)).length < dependency.atLeast
            );
          });
          return causes.length === 0 ? [] : [`${document.ref} ${members.toSorted().join()} ${causes.join()}`];
        }),
      );
      const found = commonCauses(estateGraph(estate)).map(
        ({ owner, members, causes }) => `${owner} ${members.join()} ${causes.toSorted().join()}`,
      );
      assert.deepEqual(found.toSorted(), expected.toSorted());
    }),
    { numRuns: 1500 },
  );
});
