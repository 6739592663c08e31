import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { EstateDocument } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { documentOf, estateOf, inOrder, randomEstate } from "../estate.test-kit.ts";
import { estateGraph } from "../graph/estate-graph.ts";
import { hardOn, nodeOf } from "../graph/requirement.ts";
import { dependenciesOf, downAfter, targetsOf } from "../oracle.test-kit.ts";
import { changeRequirements, whatIf } from "./change-requirements.ts";
import { impactReport } from "./impact-report.ts";
import { changeFailures, liveImpact, stateOf } from "./live-impact.ts";
import { noRecoveries } from "./recoveries.ts";

test("a dependency that is taken away takes its consequences with it, and the estate's own graph stays", () => {
  const graph = estateGraph(estateOf({ "service:a": { dependsOn: ["component:x"] }, "component:x": {} }));
  const trial = whatIf(graph);
  changeFailures(trial.impact, { add: [graph.indexOf.get("component:x")!] });
  const service = graph.indexOf.get("service:a")!;
  assert.equal(stateOf(trial.impact, service), "down");
  assert.deepEqual([...new Set(changeRequirements(trial, "service:a", []))], [service]);
  assert.equal(stateOf(trial.impact, service), "up");
  const original = liveImpact(graph);
  changeFailures(original, { add: [graph.indexOf.get("component:x")!] });
  assert.equal(stateOf(original, service), "down");
});

test("what would not fit is refused and changes nothing", () => {
  const graph = estateGraph(estateOf({ "service:a": { dependsOn: ["component:x"] }, "component:x": {} }));
  const trial = whatIf(graph);
  const many = Array.from({ length: 5000 }, () => hardOn("component:x"));
  assert.equal(changeRequirements(trial, "service:a", many), null);
  changeFailures(trial.impact, { add: [graph.indexOf.get("component:x")!] });
  assert.equal(stateOf(trial.impact, graph.indexOf.get("service:a")!), "down");
});

test("requirements changed one after the other, between failures, leave what a new graph gives", () => {
  fc.assert(
    fc.property(
      randomEstate,
      randomEstate,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom("add", "remove", "change")), { maxLength: 10 }),
      (estate, other, moves) => {
        const graph = estateGraph(estate);
        const trial = whatIf(graph);
        const documents = new Map<Ref, EstateDocument>(estate.documents);
        for (const [at, move] of moves) {
          const node = at % graph.refs.length;
          if (move === "change") replace(graph.refs[node]!);
          else changeFailures(trial.impact, { [move]: [node] });
          const now = inOrder([...documents.values()]);
          const failed = [...trial.impact.failed].map((number) => graph.refs[number]!);
          const { down } = impactReport(trial.impact, noRecoveries);
          assert.deepEqual(
            down.map(({ ref }) => ref),
            downAfter(now, failed),
          );
          const fresh = estateGraph(now);
          const scratch = liveImpact(fresh);
          const known = failed.filter((ref) => fresh.indexOf.has(ref));
          changeFailures(scratch, { add: known.map((ref) => fresh.indexOf.get(ref)!) });
          if (known.length === failed.length)
            assert.deepEqual(impactReport(scratch, noRecoveries).down, down);
        }
        function replace(ref: Ref): void {
          const document = other.documents.get(ref) ?? documentOf(ref);
          const targets = dependenciesOf(document).flatMap(targetsOf);
          if (!documents.has(ref) || !targets.every((target) => graph.indexOf.has(target))) return;
          documents.set(ref, document);
          changeRequirements(trial, ref, nodeOf(document)!.requirements);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
