import type { Command } from "commander";
import type { Report } from "#core/analysis/progress.ts";
import { type CommonCause, commonCauses } from "#core/analysis/weak-points/common-causes.ts";
import { allPairs, type FailurePairs, pairsOf } from "#core/analysis/weak-points/pairs.ts";
import { type SharedTrait, sharedTraits } from "#core/analysis/weak-points/shared-traits.ts";
import {
  type BlastRadius,
  blastRadii,
  type SinglePoint,
  singlePoints,
  singlePointsOf,
} from "#core/analysis/weak-points/single-points.ts";
import type { Loss } from "#core/check/overview/loss-after.ts";
import { byLoss, lossByPoint } from "#core/check/overview/loss-by-point.ts";
import type { Ref } from "#core/model/ref.ts";
import { aligned, counted, shortened } from "../analysis/aligned.ts";
import { nodesNamed, readGraph, type ReadGraph } from "../analysis/read-graph.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import { durationArgument, wholeNumberArgument } from "../forecast-arguments.ts";
import { progressLine } from "../progress-line.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly for?: string;
  readonly order: "1" | "2";
  readonly top?: number;
  /** Seconds of outage that losses are told for, and ranked by. */
  readonly exposure?: number;
  readonly json?: boolean;
};

/** So many references an answer may have in all: more are gigabytes. */
const entriesMax = 5_000_000;
/** So many lines of each kind people are shown. */
const linesMax = 50;

/** `holdfast spof DIR`. Ends with 0: which weak points are acceptable is for a policy to say. */
async function runSpof(context: Context, folder: string, options: Options): Promise<number> {
  const read = await readGraph(folder, context);
  const { stdout, stderr } = context;
  const target = options.for === undefined ? undefined : nodesNamed(read, [options.for])[0];
  const failing = progressLine(context, "letting each fail");
  const losses =
    options.exposure === undefined ? noLosses : lossByPoint(read.estate, read.graph, options.exposure);
  const points =
    target === undefined
      ? pointsOf(read, options, losses, failing.report)
      : singlePointsOf(read.graph, target).toSorted(byLoss(losses));
  failing.end();
  const pairing = progressLine(context, "letting pairs fail");
  const { pairs, complete } = options.order === "2" ? pairsFor(read, target, pairing.report) : noPairs;
  pairing.end();
  if (!complete)
    stderr.write(`holdfast: there are more pairs than the ${counted(pairs.length, "pair")} listed\n`);
  if (options.json === true) {
    stdout.write('{\n  "points": [');
    writeItems(context, losses === noLosses ? points : points.map((point) => withLoss(point, losses)));
    stdout.write('],\n  "pairs": [');
    writeItems(context, pairs);
    stdout.write("]\n}\n");
  } else {
    stdout.write(textOf(points, pairs, losses, options));
    if (target === undefined) {
      stdout.write(causesText(commonCauses(read.graph)));
      stdout.write(traitsText(sharedTraits(read.estate, read.graph)));
    }
  }
  return 0;
}

type Losses = ReadonlyMap<Ref, readonly Loss[]>;
const noLosses: Losses = new Map();

const withLoss = (point: SinglePoint, losses: Losses) => ({ ...point, loses: losses.get(point.ref) ?? [] });

const noPairs: FailurePairs = { pairs: [], complete: true };

function pairsFor({ graph }: ReadGraph, target: number | undefined, report: Report): FailurePairs {
  return target === undefined ? allPairs(graph, report) : pairsOf(graph, target, report);
}

function pointsOf(
  { graph }: ReadGraph,
  { top }: Options,
  losses: Losses,
  report: Report,
): readonly SinglePoint[] {
  const radii: readonly BlastRadius[] = blastRadii(graph, report).toSorted(byLoss(losses)).slice(0, top);
  const entries = radii.reduce((sum, { nodes }) => sum + nodes, 0);
  if (entries > entriesMax)
    throw new UsageError(
      `the answer would hold ${counted(entries, "reference")}; ask for the worst (--top 100) or for one service (--for)`,
    );
  return singlePoints(graph, radii);
}

/** One item per line, each written on its own: together they may be longer than a text can be. */
function writeItems({ stdout }: Context, items: readonly object[]): void {
  items.forEach((item, at) => stdout.write(`${at === 0 ? "" : ","}\n    ${JSON.stringify(item)}`));
  if (items.length > 0) stdout.write("\n  ");
}

function textOf(
  points: readonly SinglePoint[],
  pairs: FailurePairs["pairs"],
  losses: Losses,
  options: Options,
): string {
  const what = options.for === undefined ? "" : ` of ${options.for}`;
  const sections = [
    `${counted(points.length, "single point")}${what}${points.length === 0 ? "" : ":"}\n`,
    aligned(
      points
        .slice(0, linesMax)
        .map(({ ref, takesDown }) => [ref, `${lossText(losses.get(ref))}${takesDownText(takesDown)}`]),
    ),
    moreText(points.length),
  ];
  if (options.order === "2") {
    sections.push(
      `${counted(pairs.length, "pair")}${what}${pairs.length === 0 ? "" : ":"}\n`,
      aligned(
        pairs.slice(0, linesMax).map(({ refs, takesDown }) => [refs.join(" + "), takesDownText(takesDown)]),
      ),
      moreText(pairs.length),
    );
  }
  return sections.join("");
}

const takesDownText = (refs: SinglePoint["takesDown"]) => `takes down ${refs.length}: ${shortened(refs, 4)}`;

/** What the business loses, first: it is what the list is ranked by. */
function lossText(losses: readonly Loss[] = []): string {
  if (losses.length === 0) return "";
  const amounts = losses.map(
    ({ currency, amount, isAtLeast }) =>
      `${isAtLeast ? "at least " : ""}${Math.round(amount).toLocaleString("en")} ${currency}`,
  );
  return `loses ${amounts.join(" and ")}, `;
}

const moreText = (count: number) =>
  count > linesMax ? `  … and ${(count - linesMax).toLocaleString("en")} more (--json has all)\n` : "";

function causesText(causes: readonly CommonCause[]): string {
  if (causes.length === 0) return "";
  const rows = causes
    .slice(0, linesMax)
    .map(({ owner, members, atLeast, causes: found }) => [
      owner,
      `${atLeast} of ${shortened(members, 4)}`,
      `all behind ${shortened(found, 3)}`,
    ]);
  return `${counted(causes.length, "redundancy group")} that one failure breaks:\n${aligned(rows)}${moreText(causes.length)}`;
}

function traitsText(traits: readonly SharedTrait[]): string {
  if (traits.length === 0) return "";
  const rows = traits
    .slice(0, linesMax)
    .map(({ owner, trait, name, members }) => [owner, shortened(members, 4), `share the ${trait} ${name}`]);
  return `${counted(traits.length, "trait")} that alternatives share, though no dependency says so:\n${aligned(rows)}${moreText(traits.length)}`;
}

function orderArgument(text: string): "1" | "2" {
  if (text === "1" || text === "2") return text;
  throw new UsageError(`--order is 1 (single points) or 2 (pairs too), not ${text}`);
}

/** Adds `spof`. */
export function addSpof(program: Command, verb: Verb): void {
  program
    .command("spof <dir>")
    .description("single points of failure, and pairs, with what they take down, offline")
    .option("--for <ref>", "only what takes this down")
    .option("--order <number>", "1: single points, 2: pairs too", "1")
    .option("--top <number>", "only the worst so many", wholeNumberArgument(1, 1_000_000))
    .option(
      "--exposure <duration>",
      "rank by what functions lose in an outage of so long, such as P1D",
      durationArgument,
    )
    .option("--json", "print JSON")
    .action(
      verb((context, dir: string, options: Options) =>
        runSpof(context, dir, { ...options, order: orderArgument(options.order) }),
      ),
    );
}
