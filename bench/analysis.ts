// Impact, blast radius, single points and pairs on made-up estates, with peers in the same run. Sizes can be given:
// `node bench/analysis.ts 10000 100000`.
import { changeFailures, liveImpact } from "#core/analysis/impact/live-impact.ts";
import { changeRequirements, whatIf } from "#core/analysis/impact/change-requirements.ts";
import { impactReport } from "#core/analysis/impact/impact-report.ts";
import { noRecoveries } from "#core/analysis/impact/recoveries.ts";
import { type EstateGraph, graphOf } from "#core/analysis/graph/estate-graph.ts";
import type { GraphNode } from "#core/analysis/graph/requirement.ts";
import { atLeastOf, hardOn } from "#core/analysis/graph/requirement.ts";
import { blastCounts } from "#core/analysis/weak-points/blast-radius.ts";
import { cutSets } from "#core/analysis/weak-points/cut-sets.ts";
import { blastRadii, singlePoints } from "#core/analysis/weak-points/single-points.ts";
import { type SpreadPlan, spreadPlan } from "#core/analysis/weak-points/spread-plan.ts";
import type { Ref } from "#core/model/ref.ts";
import { cppRadii, graphologyRadii, networkxRadii, type PeerResult } from "./analysis-peers.ts";
import { syntheticGraph } from "./synthetic-graph.ts";
import { median, type Row, short, table } from "./table.ts";

const sampleSize = 2_000;

/** The median of so many rounds, in milliseconds, after as many that only warm up. */
function medianMilliseconds(rounds: number, work: (round: number) => void): number {
  const times: number[] = [];
  for (let round = 0; round < rounds * 2; round += 1) {
    const startedAt = performance.now();
    work(round);
    if (round >= rounds) times.push(performance.now() - startedAt);
  }
  return median(times);
}

/**
 * The same in processor time of all threads, for what takes long: others on the machine take turns with it then, and peers
 * are measured likewise.
 */
function medianCpuMilliseconds(rounds: number, work: (round: number) => void): number {
  const times: number[] = [];
  for (let round = 0; round < rounds * 2; round += 1) {
    const began = process.cpuUsage();
    work(round);
    const { user, system } = process.cpuUsage(began);
    if (round >= rounds) times.push((user + system) / 1000);
  }
  return median(times);
}

/** Evenly spread nodes: the same for every peer. */
function sampleOf(graph: EstateGraph): readonly number[] {
  const step = Math.max(1, Math.floor(graph.refs.length / sampleSize));
  return [...graph.refs.keys()].filter((node) => node % step === 0).slice(0, sampleSize);
}

function impactRows(graph: EstateGraph, nodes: readonly GraphNode[]): readonly Row[] {
  const rounds = graph.refs.length > 500_000 ? 5 : 15;
  const site = graph.indexOf.get("site:0")!;
  let lost = 0;
  const scratch = medianCpuMilliseconds(rounds, () => {
    const impact = liveImpact(graph);
    changeFailures(impact, { add: [site] });
    const { down, degraded, thinner } = impactReport(impact, noRecoveries);
    lost = down.length + degraded.length + thinner.length;
  });
  const trial = whatIf(graph);
  changeFailures(trial.impact, { add: [site] });
  const sample = sampleOf(graph);
  const one = medianMilliseconds(sample.length / 2, (round) => {
    changeFailures(trial.impact, { add: [sample[round]!] });
    changeFailures(trial.impact, { remove: [sample[round]!] });
  });
  const whole = medianCpuMilliseconds(rounds, (round) => {
    changeFailures(trial.impact, round % 2 === 0 ? { remove: [site] } : { add: [site] });
  });
  const services = nodes.filter(({ ref }) => ref.startsWith("service:"));
  const edge = medianMilliseconds(500, (round) => {
    const { ref, requirements } = services[round % services.length]!;
    changeRequirements(trial, ref, [...requirements, hardOn("component:host-0")]);
    changeRequirements(trial, ref, requirements);
  });
  return [
    [`impact of a lost site with explanations (${lost} not as before), ms`, short(scratch)],
    ["a failure of a random node added and removed, ms for both", short(one)],
    ["the site itself added or removed, ms", short(whole)],
    ["an edge added and removed, ms for both", short(edge)],
  ];
}

function radiusRows(graph: EstateGraph, plan: SpreadPlan): readonly Row[] {
  const size = graph.refs.length;
  const rounds = size > 500_000 ? 3 : 5;
  let sum = 0;
  const all = medianCpuMilliseconds(rounds, () => {
    sum = blastCounts(graph, plan).nodes.reduce((total, count) => total + count, 0);
  });
  const [narrow, wide] = cppRadii(graph, plan, rounds);
  const perNode = (all / size) * 1000;
  const sample = sampleOf(graph);
  const bytes = plan.uses.byteLength + plan.useStart.byteLength;
  return [
    ["blast radius of every node, ms", short(all)],
    ["  per node, µs; mean radius, nodes", `${short(perNode)}; ${short(sum / size)}`],
    ["  ÷ C++ -O3, 32-bit words as here", ratio(all, narrow, sum)],
    ["  ÷ C++ -O3, 64-bit words", ratio(all, wide, sum)],
    ["  adjacency of one pass over the graph, MB", short(bytes / 1e6)],
    ["networkx per node ÷ ours", perNodeRatio(networkxRadii(graph, sample), sample.length, perNode)],
    ["graphology per node ÷ ours", perNodeRatio(graphologyRadii(graph, sample), sample.length, perNode)],
  ];
}

function ratio(ours: number, peer: PeerResult, sum: number): string {
  if ("skipped" in peer) return `skipped: ${peer.skipped}`;
  if (peer.sum !== sum) throw new Error(`the peer finds ${peer.sum} where we find ${sum}`);
  return `${short(ours / peer.milliseconds)} (${short(peer.milliseconds)} ms)`;
}

function perNodeRatio(peer: PeerResult, count: number, oursMicroseconds: number): string {
  if ("skipped" in peer) return `skipped: ${peer.skipped}`;
  const microseconds = (peer.milliseconds / count) * 1000;
  return `${short(microseconds / oursMicroseconds)} (${short(microseconds)} µs per node, ${count} nodes)`;
}

/** A service on two sites with 500 things each, behind each other in many small groups. */
function serviceWithAncestors(count: number): EstateGraph {
  const half = count / 2;
  const nodes: GraphNode[] = [];
  for (let at = 0; at < half; at += 1) {
    for (const side of ["east", "west"]) {
      const name = (place: number): Ref => `component:${side}-${place}`;
      const other: Ref = `component:${side === "east" ? "west" : "east"}-${Math.floor(at / 3)}`;
      const requirements =
        at === 0
          ? []
          : [hardOn(name(Math.floor(at / 2))), atLeastOf([name(Math.floor(at / 3)), other], 1, "both")];
      nodes.push({ ref: name(at), requirements });
    }
  }
  const leaves = Array.from({ length: half }, (_, at) =>
    atLeastOf([`component:east-${at}`, `component:west-${at}`], 1, "both"),
  );
  nodes.push({ ref: "service:target", requirements: leaves });
  return graphOf(nodes);
}

/** Everything about an estate of one size. */
function sizeRows(size: number): readonly Row[] {
  const nodes = syntheticGraph(size);
  const startedAt = performance.now();
  const graph = graphOf(nodes);
  const built = short(performance.now() - startedAt);
  const plan = spreadPlan(graph.runtime);
  const points = medianCpuMilliseconds(1, () => singlePoints(graph, blastRadii(graph)));
  return [
    [`${size.toLocaleString("en")} nodes: building the graph, ms`, built],
    ...impactRows(graph, nodes),
    ["all single points with what they take down, ms", short(points)],
    ...radiusRows(graph, plan),
  ];
}

function pairRows(): readonly Row[] {
  const target = serviceWithAncestors(1_000);
  let found = 0;
  const pairs = medianCpuMilliseconds(3, () => {
    found = cutSets(target, target.indexOf.get("service:target")!, 2).order2.length;
  });
  return [[`pairs of a service with 1,000 ancestors (${found} found), ms`, short(pairs)]];
}

/** All of it for some sizes. `tell` gets the rows as they come: the largest takes minutes. */
export async function analysis(
  sizes: readonly number[] = [10_000, 100_000, 1_000_000],
  tell: (rows: readonly Row[]) => void = () => {},
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const part of [pairRows, ...sizes.map((size) => () => sizeRows(size))]) {
    const own = part();
    tell(own);
    rows.push(...own);
  }
  return rows;
}

if (import.meta.main) {
  const given = process.argv.slice(2).map(Number);
  const tell = (rows: readonly Row[]) => process.stdout.write(`${table(rows)}\n`);
  await analysis(given.length > 0 ? given : undefined, tell);
}
