import type { StepView } from "#core/run/view.ts";
import type { StatusKind } from "../../../ui/status-mark.tsx";
import { stepStatus } from "../step-status.ts";
import { groupOf } from "./step-filter.ts";

/** A step of its own, or several that are drawn as one. */
export type GraphNode = {
  readonly id: string;
  readonly title: string;
  /** One for a step of its own. */
  readonly steps: readonly StepView[];
  readonly isGroup: boolean;
};

export type StepGraph = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
};

/** More nodes than this are neither laid out in time nor read by anybody. */
export const nodesMax = 200;
const bundleMax = 50;

/** Which bundle each step is in: its group, or a stretch of the plan of one phase. */
function bundles(steps: readonly StepView[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let [phase, count, number] = ["", 0, 0];
  for (const step of steps) {
    const group = groupOf(step.id);
    if (group !== null) {
      found.set(step.id, `group ${group}`);
      continue;
    }
    if (step.phase !== phase || count === bundleMax) [phase, count, number] = [step.phase, 0, number + 1];
    count += 1;
    found.set(step.id, `${phase} ${number}`);
  }
  return found;
}

/**
 * The steps and what they wait for, as a graph that can be read: beyond 200 steps those of a group, or of a stretch of
 * one phase, are one node until somebody opens it.
 */
export function stepGraph(steps: readonly StepView[], opened: ReadonlySet<string>): StepGraph {
  const bundleOf = steps.length <= nodesMax ? new Map<string, string>() : bundles(steps);
  const nodeOf = (id: string) => {
    const bundle = bundleOf.get(id);
    return bundle === undefined || opened.has(bundle) ? `step ${id}` : bundle;
  };
  const members = new Map<string, StepView[]>();
  for (const step of steps) {
    const node = nodeOf(step.id);
    const list = members.get(node);
    if (list) list.push(step);
    else members.set(node, [step]);
  }
  const edges = new Map<string, { from: string; to: string }>();
  for (const { id, after } of steps) {
    const to = nodeOf(id);
    for (const before of after) {
      const from = nodeOf(before);
      if (from !== to) edges.set(`${from}\n${to}`, { from, to });
    }
  }
  const nodes = [...members].map(([id, list]): GraphNode => {
    const isGroup = !id.startsWith("step ");
    const [first] = list;
    const title = isGroup ? `${first?.title ?? id} …` : (first?.title ?? id);
    return { id, title, steps: list, isGroup };
  });
  return { nodes, edges: [...edges.values()] };
}

/** What is most worth knowing of several steps comes first. */
const urgency: readonly StatusKind[] = [
  "failed",
  "person",
  "warning",
  "running",
  "blocked",
  "overridden",
  "not-verified",
  "ok",
];

/** How a node stands: a step as it is, several as the one that matters most. */
export function nodeStatus({ steps, isGroup }: GraphNode): {
  readonly kind: StatusKind;
  readonly word: string;
} {
  const shown = steps.map(({ status, activity }) => stepStatus(status, activity));
  const kind = urgency.find((each) => shown.some((one) => one.kind === each)) ?? "blocked";
  if (!isGroup) return shown[0] ?? { kind, word: "" };
  const settled = steps.filter(({ settledAt }) => settledAt !== null).length;
  return { kind, word: `${settled} of ${steps.length}` };
}
