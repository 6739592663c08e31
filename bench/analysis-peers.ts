import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DirectedGraph } from "graphology";
import type { EstateGraph } from "#core/analysis/graph/estate-graph.ts";
import { listOf } from "#core/analysis/graph/int-lists.ts";
import { kindsByRank } from "#core/analysis/weak-points/blast-radius.ts";
import type { SpreadPlan } from "#core/analysis/weak-points/spread-plan.ts";

/** Processor time that a peer needed for the radii of the asked nodes, and their sum; or why it was not asked. */
export type PeerResult =
  | { readonly milliseconds: number; readonly sum: number }
  | { readonly skipped: string };

const folder = path.join(import.meta.dirname, "peers");

/** Runs `use` with a folder that is gone afterwards. */
function inScratch<Result>(use: (scratch: string) => Result): Result {
  const scratch = mkdtempSync(path.join(tmpdir(), "holdfast-bench-"));
  try {
    return use(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The same algorithm in C++ at -O3, all nodes: with words of 32 bits, as here, and of 64. */
export function cppRadii(
  graph: EstateGraph,
  plan: SpreadPlan,
  rounds: number,
): readonly [PeerResult, PeerResult] {
  return inScratch((scratch) => {
    const program = path.join(scratch, "blast-radius");
    try {
      execFileSync("g++", ["-O3", "-march=native", "-o", program, path.join(folder, "blast-radius.cc")], {
        stdio: "pipe",
      });
    } catch (error) {
      const skipped = `g++ cannot build it: ${reasonOf(error)}`;
      return [{ skipped }, { skipped }];
    }
    const kinds = Int32Array.from(kindsByRank(graph, plan));
    const parts = [plan.useStart, plan.uses, plan.groups, kinds];
    const head = Int32Array.of(plan.size, plan.uses.length, plan.groups.length, plan.counterCount);
    const file = path.join(scratch, "plan");
    writeFileSync(
      file,
      Buffer.concat(
        [head, ...parts].map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)),
      ),
    );
    const lines = execFileSync(program, [file, String(rounds)], { encoding: "utf8" })
      .trim()
      .split("\n");
    const [narrow, wide] = lines.map((line) => {
      const [milliseconds = Number.NaN, sum = Number.NaN] = line.split(" ").map(Number);
      return { milliseconds, sum };
    });
    return [narrow ?? { skipped: "no answer" }, wide ?? { skipped: "no answer" }];
  });
}

/** networkx, node by node. */
export function networkxRadii(graph: EstateGraph, sources: readonly number[]): PeerResult {
  return inScratch((scratch) => {
    const lines: string[] = graph.refs.map((ref) => `n ${ref}`);
    forEachEdge(graph, {
      edge: (from, to) => lines.push(`e ${from} ${to}`),
      group: (name, losses, owner) => lines.push(`g ${name} ${losses} ${owner}`),
    });
    for (const source of sources) lines.push(`s ${graph.refs[source]}`);
    const file = path.join(scratch, "graph");
    writeFileSync(file, lines.join("\n"));
    for (const python of ["/usr/bin/python3", "python3"]) {
      try {
        const answer = execFileSync(python, [path.join(folder, "blast-radius.py"), file], {
          encoding: "utf8",
          stdio: "pipe",
        });
        const [seconds = Number.NaN, sum = Number.NaN] = answer.split(" ").map(Number);
        return { milliseconds: seconds * 1000, sum };
      } catch {
        // The next python may have it.
      }
    }
    return { skipped: "no python3 with networkx here" };
  });
}

/** graphology, node by node. */
export function graphologyRadii(graph: EstateGraph, sources: readonly number[]): PeerResult {
  const peer = new DirectedGraph();
  const losses = new Map<string, number>();
  for (const ref of graph.refs) peer.addNode(ref);
  forEachEdge(graph, {
    edge: (from, to) => peer.mergeEdge(from, to),
    group: (name, needed, owner) => {
      losses.set(name, needed);
      peer.mergeEdge(name, owner);
    },
  });
  const times: number[] = [];
  let sum = 0;
  for (let round = 0; round < 3; round += 1) {
    const began = process.cpuUsage();
    sum = 0;
    for (const source of sources) sum += graphologyRadius(peer, losses, graph.refs[source]!);
    const { user, system } = process.cpuUsage(began);
    times.push((user + system) / 1000);
  }
  return { milliseconds: times.sort((one, other) => one - other)[1]!, sum };
}

function graphologyRadius(peer: DirectedGraph, losses: ReadonlyMap<string, number>, source: string): number {
  const down = new Set([source]);
  const lost = new Map<string, number>();
  let groups = 0;
  for (const node of down) {
    peer.forEachOutNeighbor(node, (other) => {
      if (down.has(other)) return;
      const needed = losses.get(other);
      if (needed !== undefined) {
        const count = (lost.get(other) ?? 0) + 1;
        lost.set(other, count);
        if (count < needed) return;
        groups += 1;
      }
      down.add(other);
    });
  }
  return down.size - groups - 1;
}

type EdgeVisitor = {
  readonly edge: (from: string, to: string) => unknown;
  readonly group: (name: string, losses: number, owner: string) => unknown;
};

/** The graph as peers can have it: a redundancy group is a node of its own between its members and its owner. */
function forEachEdge({ refs, runtime }: EstateGraph, visit: EdgeVisitor): void {
  for (let requirement = 0; requirement < runtime.requirementCount; requirement += 1) {
    if (runtime.soft[requirement] === 1) continue;
    const owner = refs[runtime.owner[requirement]!]!;
    const losses = runtime.losses[requirement]!;
    if (losses > 1) visit.group(`group-${requirement}`, losses, owner);
    for (const member of listOf(runtime.members, requirement)) {
      visit.edge(refs[member]!, losses > 1 ? `group-${requirement}` : owner);
    }
  }
}

const reasonOf = (error: unknown) =>
  error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
