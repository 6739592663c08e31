// `npm test`: everything that can complain about this project, in one command. See scripts/test/options.ts.
import { setTimeout as sleep } from "node:timers/promises";
import { prepareBrowser, whyNotNow } from "./test/browser.ts";
import { chooseWork, type Work } from "./test/choose-work.ts";
import { prepareEnvironment } from "./test/environment.ts";
import { findLeftovers, type Leftover, type RunMarks } from "./test/leftovers.ts";
import { parseTestOptions, type TestOptions, testUsage } from "./test/options.ts";
import { runCommand } from "./test/run-command.ts";
import { runFiles } from "./test/run-files.ts";
import { stages } from "./test/stages.ts";
import { testFiles } from "./test/test-files.ts";
import { addTallies, emptyTally, type StageResult, type Tally, tallyLine } from "./test/tally.ts";

const print = (text: string) => void process.stdout.write(text);

const skipped = (files: readonly string[], why: (file: string) => string | null): StageResult => ({
  tally: { ...emptyTally, skipped: files.length },
  trouble: [],
  skips: files.map((file) => `${file}: ${why(file)}`),
});

async function carryOut({ stage, files }: Work): Promise<StageResult> {
  if (stage.kind === "command") return runCommand(stage);
  if (stage.needs !== "browser") return runFiles(stage, files);
  const now = files.filter((file) => whyNotNow(file) === null);
  const left = skipped(
    files.filter((file) => whyNotNow(file) !== null),
    whyNotNow,
  );
  if (now.length === 0) return left;
  const reason = prepareBrowser();
  const ran = reason === null ? await runFiles(stage, now) : skipped(now, () => reason);
  return {
    tally: addTallies(ran.tally, left.tally),
    trouble: ran.trouble,
    skips: [...ran.skips, ...left.skips],
  };
}

/** Runs a stage and prints its line. The stage itself counts as well as its tests. */
async function runStage(work: Work): Promise<Tally> {
  const { stage } = work;
  const startedAt = performance.now();
  print(`${stage.name.padEnd(14)} `);
  const { tally, trouble, skips } = await carryOut(work);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const counted = stage.kind === "tests" ? `  ${tallyLine(tally)}` : "";
  print(`${tally.failed > 0 ? "✕ failed" : "● ok    "} ${seconds.padStart(7)} s${counted}\n`);
  for (const text of trouble) print(`\n${text.trimEnd()}\n\n`);
  for (const skip of skips) print(`  skipped ${skip}\n`);
  return stage.kind === "command" ? tally : addTallies(tally, stageTally(tally));
}

const stageTally = ({ passed, failed }: Tally): Tally => ({
  passed: failed === 0 && passed > 0 ? 1 : 0,
  failed: failed > 0 ? 1 : 0,
  skipped: 0,
});

/** Processes are given this long to end after the last test; a busy machine is slow to reap them. */
const graceSeconds = 10;

/** Fails when the suite left a process running, names it, and ends it. */
async function judgeLeftovers(marks: RunMarks): Promise<Tally> {
  const deadline = performance.now() + graceSeconds * 1000;
  while (findLeftovers(marks).length > 0 && performance.now() < deadline) await sleep(200);
  const leftovers = findLeftovers(marks);
  print(`${"leftovers".padEnd(14)} ${leftovers.length > 0 ? "✕ failed" : "● ok"}\n`);
  for (const { pid, commandLine } of leftovers) print(`  still runs: ${pid} ${commandLine}\n`);
  end(leftovers);
  return leftovers.length > 0 ? { ...emptyTally, failed: 1 } : { ...emptyTally, passed: 1 };
}

function end(leftovers: readonly Leftover[]): void {
  for (const { pid } of leftovers) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself in between.
    }
  }
}

/** Whoever stops the suite half-way gets the machine back as it was. */
function cleanUpWhenStopped(surroundings: ReturnType<typeof prepareEnvironment>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      end(findLeftovers(surroundings));
      surroundings.remove();
      process.stderr.write(`\nstopped by ${signal}\n`);
      process.exit(1);
    });
  }
}

async function main(options: TestOptions): Promise<number> {
  const surroundings = prepareEnvironment(options);
  cleanUpWhenStopped(surroundings);
  const startedAt = performance.now();
  let total = emptyTally;
  try {
    for (const work of chooseWork(stages, testFiles(), options)) {
      total = addTallies(total, await runStage(work));
    }
    if (total === emptyTally) throw new Error("nothing was run: no test file has that in its path");
    total = addTallies(total, await judgeLeftovers(surroundings));
  } finally {
    surroundings.remove();
  }
  print(`\n${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes\n${tallyLine(total)}\n`);
  return total.failed > 0 ? 1 : 0;
}

function readOptions(): TestOptions {
  try {
    return parseTestOptions(
      process.argv.slice(2),
      stages.map(({ name }) => name),
    );
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${testUsage}`);
    process.exit(2);
  }
}

process.exitCode = await main(readOptions());
