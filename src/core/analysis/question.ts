import type { Ref } from "../model/ref.ts";
import type { EstateGraph } from "./graph/estate-graph.ts";
import { functionsBehind, type FunctionsBehind } from "./impact/functions-behind.ts";
import { type ImpactReport, impactReport } from "./impact/impact-report.ts";
import { changeFailures, liveImpact, stateOf } from "./impact/live-impact.ts";
import type { Recoveries } from "./impact/recoveries.ts";
import { orderAmong, orderFor, type OrderPhase, type RecoveryOrder } from "./order/recovery-order.ts";
import type { Report } from "./progress.ts";
import { type CommonCause, commonCauses } from "./weak-points/common-causes.ts";
import { type CutSets, cutSets } from "./weak-points/cut-sets.ts";
import { type FailurePair, pairsOf } from "./weak-points/pairs.ts";
import {
  type BlastRadius,
  blastRadii,
  type SinglePoint,
  singlePoints,
  singlePointsOf,
} from "./weak-points/single-points.ts";

/** What can be asked about an estate, as data: it is answered here or in another thread. */
export type AnalysisQuestion =
  | { readonly type: "impact"; readonly fail: readonly Ref[] }
  /** The worst single points of the estate, or all of one node. */
  | { readonly type: "points"; readonly for: Ref | null; readonly top: number }
  | { readonly type: "radii"; readonly top: number }
  | { readonly type: "pairs"; readonly for: Ref }
  | { readonly type: "cut-sets"; readonly for: Ref }
  | { readonly type: "common-causes" }
  | { readonly type: "functions-behind" }
  | {
      readonly type: "order";
      readonly of: readonly Ref[];
      /** `lost`: what these failures take down; `start`: these and all they rely on. */
      readonly scope: "lost" | "start";
      readonly phase: OrderPhase;
    };

/** The answer to each type of question. */
export type AnalysisAnswers = {
  readonly impact: ImpactReport;
  readonly points: { readonly points: readonly SinglePoint[]; readonly more: number };
  readonly radii: { readonly radii: readonly BlastRadius[]; readonly more: number };
  readonly pairs: { readonly pairs: readonly FailurePair[]; readonly complete: boolean };
  readonly "cut-sets": CutSets;
  readonly "functions-behind": { readonly services: readonly FunctionsBehind[] };
  readonly "common-causes": { readonly commonCauses: readonly CommonCause[] };
  readonly order: RecoveryOrder;
};

export type AnalysisAnswer = AnalysisAnswers[AnalysisQuestion["type"]];

/** What a question about an estate is answered from. */
export type AnalysisFacts = { readonly graph: EstateGraph; readonly recoveries: Recoveries };

/** Names in a question that are no nodes of the estate: it cannot be answered while there are any. */
export function unknownRefs({ indexOf }: EstateGraph, question: AnalysisQuestion): readonly Ref[] {
  return refsOf(question).filter((ref) => !indexOf.has(ref));
}

/** Answers a question; all its references have to be nodes of the estate. `report` hears how far long work is. */
export function answerQuestion(
  { graph, recoveries }: AnalysisFacts,
  question: AnalysisQuestion,
  report: Report = () => {},
): AnalysisAnswer {
  const nodes = refsOf(question).map((ref) => graph.indexOf.get(ref)!);
  switch (question.type) {
    case "impact": {
      const impact = liveImpact(graph);
      changeFailures(impact, { add: nodes });
      return impactReport(impact, recoveries);
    }
    case "points": {
      if (question.for !== null) return shown("points", singlePointsOf(graph, nodes[0]!), question.top);
      const radii = blastRadii(graph, report);
      const points = singlePoints(graph, radii.slice(0, question.top));
      return { points, more: radii.length - points.length };
    }
    case "radii":
      return shown("radii", blastRadii(graph, report), question.top);
    case "pairs":
      return pairsOf(graph, nodes[0]!, report);
    case "cut-sets":
      return cutSets(graph, nodes[0]!, 3, report);
    case "common-causes":
      return { commonCauses: commonCauses(graph) };
    case "functions-behind":
      return { services: functionsBehind(graph) };
    case "order":
      return question.scope === "start"
        ? orderFor(graph, nodes, question.phase)
        : orderAmong(graph, lostWith(graph, nodes), question.phase);
    default:
      return question satisfies never;
  }
}

function refsOf(question: AnalysisQuestion): readonly Ref[] {
  switch (question.type) {
    case "impact":
      return question.fail;
    case "order":
      return question.of;
    case "points":
    case "pairs":
    case "cut-sets":
      return question.for === null ? [] : [question.for];
    default:
      return [];
  }
}

/** What failed and what that takes down, by number. */
export function lostWith(graph: EstateGraph, failed: readonly number[]): readonly number[] {
  const impact = liveImpact(graph);
  changeFailures(impact, { add: failed });
  return [...graph.refs.keys()].filter((node) => stateOf(impact, node) === "down");
}

function shown<Name extends string, Item>(name: Name, items: readonly Item[], top: number) {
  return { [name]: items.slice(0, top), more: Math.max(0, items.length - top) } as {
    readonly [key in Name]: readonly Item[];
  } & { readonly more: number };
}
