import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { StoredEvent } from "#core/model/event.ts";
import { createRandom, type Random } from "#test/simulation/random.ts";
import { type Controller, startController } from "./controller.ts";
import { type ChaosDatabase, startChaosDatabase } from "./database.ts";
import { chooseEdit, nextDuty } from "./editor.ts";
import { type EffectsFile, openEffectsFile } from "./effects-file.ts";
import { judge, type Verdict } from "./judge.ts";
import { type NodeProcess, startNodeProcess } from "./node-process.ts";
import { randomEffectPlan } from "./plans.ts";

export type CampaignOptions = {
  readonly seed: number;
  /** How long faults are injected. Healing and finishing come after. */
  readonly seconds: number;
  /** Faults go on until there were so many of each, four times as long at most: a slow machine injects fewer in the same time. */
  readonly atLeast?: Readonly<CampaignCounts>;
  readonly nodes?: number;
  /** Runs kept open at once. */
  readonly openRuns?: number;
  readonly onProgress?: (line: string) => void;
};

export type CampaignCounts = { kills: number; freezes: number; databaseKills: number; edits: number };

export type CampaignReport = {
  readonly seed: number;
  readonly counts: Readonly<CampaignCounts>;
  readonly verdict: Verdict;
  /** Seconds from the end of the faults until every run was finished. */
  readonly healSeconds: number;
};

type Campaign = {
  readonly options: CampaignOptions;
  readonly database: ChaosDatabase;
  readonly controller: Controller;
  readonly effects: EffectsFile;
  readonly runs: string[];
  readonly open: Set<string>;
  readonly counts: CampaignCounts;
  readonly faults: string[];
  readonly effectsFile: string;
  isOver: boolean;
};

/** Longer than a whole heartbeat of the queue, so that a frozen node loses its work before it wakes. */
const longFreezeSeconds = 10.5;
const freezeSecondsMax = 13;
const healSecondsMax = 120;

/** One of the nodes: lives for a moment, is killed or frozen, and comes back under the same name. */
async function torment(campaign: Campaign, name: string, random: Random): Promise<NodeProcess> {
  const { database, effectsFile, counts } = campaign;
  const start = () => startNodeProcess({ databaseUrl: database.url, node: name, effectsFile });
  let node = start();
  while (!campaign.isOver) {
    const isReady = await node.ready;
    if (!isReady) {
      // PostgreSQL was away while it started: the usual supervisor would start it again, and so do we.
      const { code, signal } = await node.ended;
      if (code !== 3 && signal === null) campaign.faults.push(`${name} ended with ${code}: ${node.errors()}`);
      await sleep(200);
      node = start();
      continue;
    }
    await sleep(200 + random.below(1300));
    if (node.hasEnded()) campaign.faults.push(`${name} ended by itself: ${node.errors()}`);
    if (random.chance(0.25) && !campaign.isOver) {
      const isLong = random.chance(0.4);
      const seconds = isLong
        ? longFreezeSeconds + random.next() * (freezeSecondsMax - longFreezeSeconds)
        : 0.5 + random.next() * 3.5;
      node.signal("SIGSTOP");
      counts.freezes += 1;
      await sleep(seconds * 1000);
      node.signal("SIGCONT");
      await sleep(300);
    } else if (!campaign.isOver) {
      await node.kill();
      counts.kills += 1;
      await sleep(random.below(400));
      node = start();
    }
  }
  return node;
}

async function tormentDatabase(campaign: Campaign, random: Random): Promise<void> {
  const { database, counts } = campaign;
  // Evenly over the campaign, long ones and short ones alike.
  const pauseSeconds = Math.min(10, campaign.options.seconds / 4);
  while (!campaign.isOver) {
    await sleep((0.7 + 0.6 * random.next()) * pauseSeconds * 1000);
    if (campaign.isOver) break;
    await database.die(random.chance(0.7) ? "immediate" : "kill");
    counts.databaseKills += 1;
    await sleep(random.below(2000));
    await database.start();
  }
}

async function startRuns(campaign: Campaign, random: Random): Promise<void> {
  const { controller, runs, open } = campaign;
  while (!campaign.isOver) {
    if (open.size < (campaign.options.openRuns ?? 8)) {
      const run = `r${runs.length + 1}`;
      runs.push(run);
      await controller.start(run, randomEffectPlan(random));
      open.add(run);
    } else await sleep(50);
  }
}

/** People: they edit while the faults last, and do what only they can do until the last run is finished. */
async function attend(campaign: Campaign, random: Random): Promise<void> {
  const { controller, open, counts } = campaign;
  for (;;) {
    for (const run of open) {
      const state = await controller.state(run);
      if (state.status === "finished") open.delete(run);
      const edit = !campaign.isOver && random.chance(0.05) ? chooseEdit(state, random) : null;
      const command = edit ?? (random.chance(0.5) ? nextDuty(state, random) : null);
      if (!command) continue;
      const result = await controller.give(run, command);
      if (edit && result.status === "accepted") counts.edits += 1;
    }
    if (campaign.isOver && open.size === 0) return;
    await sleep(100);
  }
}

async function withDeadline(work: Promise<void>, seconds: number): Promise<boolean> {
  const deadline = new AbortController();
  const late = sleep(seconds * 1000, false, { signal: deadline.signal }).catch(() => false);
  const isInTime = await Promise.race([work.then(() => true), late]);
  deadline.abort();
  return isInTime;
}

async function injectEnough({ options, counts }: Campaign): Promise<void> {
  const names = ["kills", "freezes", "databaseKills", "edits"] as const;
  const isEnough = () => names.every((name) => counts[name] >= (options.atLeast?.[name] ?? 0));
  const startedAt = performance.now();
  await sleep(options.seconds * 1000);
  while (!isEnough() && performance.now() - startedAt < 4000 * options.seconds) await sleep(200);
}

async function carryOut(campaign: Campaign): Promise<CampaignReport> {
  const { options, controller, effects, runs, counts, faults } = campaign;
  const randomFor = (part: number) => createRandom(options.seed * 1000 + part);
  const names = Array.from({ length: options.nodes ?? 3 }, (_, index) => `node-${index + 1}`);
  const nodes = names.map((name, index) => torment(campaign, name, randomFor(index)));
  const breaking = tormentDatabase(campaign, randomFor(100));
  const starting = startRuns(campaign, randomFor(101));
  const attending = attend(campaign, randomFor(102));
  const progress = setInterval(() => {
    options.onProgress?.(`${runs.length} runs, ${campaign.open.size} open, ${JSON.stringify(counts)}`);
  }, 10_000);
  try {
    await injectEnough(campaign);
    campaign.isOver = true;
    await Promise.all([breaking, starting]);
    const endedAt = performance.now();
    const isHealed = await withDeadline(attending, healSecondsMax);
    if (!isHealed)
      faults.push(`not finished after ${healSecondsMax} s: ${[...campaign.open].slice(0, 10).join(" ")}`);
    const healSeconds = (performance.now() - endedAt) / 1000;
    const logs = new Map<string, readonly StoredEvent[]>();
    for (const run of runs) logs.set(run, await controller.log(run));
    const verdict = judge(logs, effects.read());
    const all = { ...verdict, faults: [...faults, ...verdict.faults] };
    return { seed: options.seed, counts, verdict: all, healSeconds };
  } finally {
    campaign.isOver = true;
    clearInterval(progress);
    for (const node of await Promise.all(nodes)) await node.kill();
  }
}

/** Lets real processes carry out real runs while they and PostgreSQL are killed and frozen, and judges what is left. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const database = await startChaosDatabase();
  try {
    const controller = await startController(database.url);
    const effectsFile = path.join(database.folder, "effects.jsonl");
    const campaign: Campaign = {
      options,
      database,
      controller,
      effectsFile,
      effects: openEffectsFile(effectsFile),
      runs: [],
      open: new Set(),
      counts: { kills: 0, freezes: 0, databaseKills: 0, edits: 0 },
      faults: [],
      isOver: false,
    };
    try {
      return await carryOut(campaign);
    } finally {
      await controller.close();
    }
  } finally {
    await database.remove();
  }
}
