import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { secondsBetween } from "#core/model/instant.ts";
import { askJson } from "#lab/ask-json.ts";
import { labControl } from "#lab/control.ts";
import { labDown } from "#lab/down.ts";
import { type DrillResult, runDrill } from "#lab/drill/run-drill.ts";
import { describeLab, labUrl } from "#lab/lab.ts";
import { labFolder } from "#lab/folder.ts";
import { readLabState } from "#lab/state.ts";
import { labUp } from "#lab/up.ts";
import { median, type Row, short } from "./table.ts";

const rounds = 3;
const basePort = 23_100;

type Switchover = {
  readonly longestWaitMilliseconds: number;
  readonly refused: number;
  readonly unknown: number;
};

/** What the failover took besides noticing and PostgreSQL's own promotion, in milliseconds. */
function overheadMilliseconds({ run, detection }: DrillResult): { overhead: number; promotion: number } {
  const endedAt = run.clock.phases.length > 0 ? run.impact?.endedAt : null;
  const promote = run.steps.find(({ id }) => id === "promote");
  if (!endedAt || !detection || promote?.durationSeconds == null) {
    throw new Error(`the failover was not timed: ${run.status} ${run.result}`);
  }
  const promotion = promote.durationSeconds * 1000;
  return { overhead: secondsBetween(detection.at, endedAt) * 1000 - promotion, promotion };
}

async function askProbe(folder: string, method: "GET" | "POST", route: string): Promise<unknown> {
  const state = readLabState(labFolder(folder));
  if (!state) throw new Error("the lab is not up");
  const { ports } = describeLab(state.options);
  return (await askJson(method, `${labUrl(ports.probe)}${route}`, { limitSeconds: 10 })).body;
}

/**
 * One loss of a site and one planned way back, on a lab of its own. A server that was started a moment
 * ago meets most of its code for the first time; one that has rehearsed the runbook has not.
 */
async function oneRound(round: number, rehearseFirst: boolean) {
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-bench-lab-"));
  // PostgreSQL runs as another user when we are root.
  chmodSync(folder, 0o755);
  const common = {
    folder,
    onLoss: "accept",
    rehearseFirst,
    outputFolder: `${folder}-out`,
    say: () => {},
  } as const;
  await labUp({ folder, basePort: basePort + 50 * round, ordersPerSecond: 50 });
  try {
    const lost = await runDrill({ ...common, fault: "east-dies", runbook: "orders-failover" });
    await labControl(folder).heal();
    await askProbe(folder, "POST", "/reset");
    await runDrill({ ...common, fault: null, runbook: "orders-failback" });
    const statistics = (await askProbe(folder, "GET", "/stats")) as Switchover;
    return { ...overheadMilliseconds(lost), switchover: statistics };
  } finally {
    await labDown(folder);
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${folder}-out`, { recursive: true, force: true });
  }
}

type Round = Awaited<ReturnType<typeof oneRound>>;

const overheadOf = (rounds: readonly Round[]) => short(median(rounds.map((round) => round.overhead)));

const waitOf = (rounds: readonly Round[]) =>
  short(median(rounds.map(({ switchover }) => switchover.longestWaitMilliseconds)));

/** What Holdfast adds to a failover, and what a planned switchover costs the customer who waits longest. */
export async function failover(): Promise<readonly Row[]> {
  const rehearsed: Round[] = [];
  const cold: Round[] = [];
  for (let round = 0; round < rounds; round += 1) {
    rehearsed.push(await oneRound(2 * round, true));
    cold.push(await oneRound(2 * round + 1, false));
  }
  const errors = [...rehearsed, ...cold].map(({ switchover }) => switchover.refused + switchover.unknown);
  return [
    [
      "server that has rehearsed: noticed → first outside order, less promotion, ms (target 150)",
      overheadOf(rehearsed),
    ],
    ["server just started: the same, ms", overheadOf(cold)],
    ["promotion, ms", short(median([...rehearsed, ...cold].map((r) => r.promotion)))],
    [
      "server that has rehearsed: planned switchover, worst wait of a customer, ms (target 250)",
      waitOf(rehearsed),
    ],
    ["server just started: the same, ms", waitOf(cold)],
    ["planned switchover, orders not acknowledged (target 0)", errors.join(", ")],
  ];
}
