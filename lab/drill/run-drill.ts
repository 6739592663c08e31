import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunMode } from "#core/model/run-plan.ts";
import type { RunView } from "#core/run/view.ts";
import { labControl } from "../control.ts";
import { describeLab, labUrl, type Lab } from "../lab.ts";
import { LabError } from "../lab-error.ts";
import { readLabState } from "../state.ts";
import { labFolder } from "../folder.ts";
import { primarySite } from "../status.ts";
import { otherSite, type SiteName } from "../site/sites.ts";
import { type Bell, ringsFor } from "./bell.ts";
import { gatherCrew } from "./crew.ts";
import { type HoldfastApi, holdfastApi } from "./holdfast-api.ts";
import { type HoldfastServer, startHoldfastServer } from "./holdfast-server.ts";
import {
  type AcknowledgedOrder,
  type Detection,
  findMissing,
  readAcknowledged,
  readImpact,
  readViolations,
  waitForDetection,
} from "./outside.ts";
import { takeEvidence, type VerifiedBundle } from "./verify-evidence.ts";

/** What happens in a drill besides the fault: called at every look at the run. */
export type Interference = (scene: {
  readonly run: RunView;
  readonly lab: Lab;
  fail(fault: string): Promise<void>;
  heal(): Promise<void>;
  /** Kills the server that leads the recovery and starts it again. */
  restartServer(): Promise<void>;
}) => Promise<void>;

export type DrillOptions = {
  readonly folder: string;
  /** null: nothing is broken, the runbook is carried out as planned. */
  readonly fault: string | null;
  readonly runbook: string;
  readonly mode?: RunMode;
  readonly onLoss: "accept" | "abort";
  readonly prefers?: readonly string[];
  readonly outputFolder: string;
  readonly say: (line: string) => void;
  readonly interfere?: Interference;
  readonly limitSeconds?: number;
  /** Steps that the crew leaves to somebody else. */
  readonly leaves?: readonly string[];
  /** Carries the runbook out as a rehearsal on the same server before anything is broken. */
  readonly rehearseFirst?: boolean;
};

export type DrillResult = {
  readonly fault: string | null;
  readonly injectedAt: string | null;
  readonly detection: Detection | null;
  readonly run: RunView;
  /** Where orders go after the drill. */
  readonly primary: SiteName;
  readonly acknowledged: number;
  /** Acknowledged to a customer and in no database that serves: each one. */
  readonly lost: readonly AcknowledgedOrder[];
  readonly violations: readonly object[];
  readonly bundle: VerifiedBundle;
  readonly bundleFile: string;
  readonly publicKeyFile: string;
};

const detectionSeconds = 30;
/** Between looks at the run where the drill interferes with it. */
const lookMilliseconds = 30;
/** Between looks where only the crew has something to do: it is called by the run itself. */
const calmLookMilliseconds = 250;

/** The lab that is up in a folder. Throws `LabError` when there is none. */
export function standingLab(folderName: string): Lab {
  const state = readLabState(labFolder(folderName));
  if (!state) throw new LabError(`There is no lab in ${folderName}.`);
  return describeLab(state.options);
}

/** Watches the run to its end, with the crew at its gates. Rejects when a step needs more than a drill's crew. */
export async function followRun(
  api: HoldfastApi,
  first: RunView,
  options: DrillOptions,
  scene: Omit<Parameters<Interference>[0], "run">,
  bell: Bell,
): Promise<RunView> {
  const crew = await gatherCrew({ api, onLoss: options.onLoss, prefers: options.prefers ?? ["commit"] });
  const deadline = performance.now() + (options.limitSeconds ?? 240) * 1000;
  const pause = options.interfere ? lookMilliseconds : calmLookMilliseconds;
  const stuckSince = new Map<string, number>();
  const told = new Set<string>();
  for (let run = first; ; run = await api.run(first.id)) {
    for (const { id, status, title, settledAt } of run.steps) {
      if (settledAt === null || told.has(`${id} ${status}`)) continue;
      told.add(`${id} ${status}`);
      options.say(`  ${status.padEnd(12)} ${title}`);
    }
    await options.interfere?.({ ...scene, run });
    if (run.status === "finished") return run;
    for (const item of run.attention) {
      if (options.leaves?.includes(item.step)) continue;
      const said = await crew.answer(run, item);
      if (said) options.say(`  ${said}`);
      else if (item.kind === "failed" || item.kind === "unknown") {
        const since = stuckSince.get(item.step) ?? performance.now();
        stuckSince.set(item.step, since);
        const message = run.steps.find(({ id }) => id === item.step)?.message ?? "";
        // A step that failed may have a retry under way; one that stays is more than a drill can mend.
        if (performance.now() - since > 15_000) throw new Error(`step ${item.step} ${item.kind}: ${message}`);
      }
    }
    if (performance.now() > deadline)
      throw new Error(`the run did not finish: ${JSON.stringify(run.attention)}`);
    await bell.wait(pause);
  }
}

/**
 * One drill: breaks the lab, notices it from outside, recovers with the product, and judges the
 * result by what customers saw and by the databases themselves. The lab must be up and healthy.
 */
export async function runDrill(options: DrillOptions): Promise<DrillResult> {
  const lab = standingLab(options.folder);
  const control = labControl(options.folder);
  const before = primarySite(await control.status());
  if (before === null) throw new LabError("The lab has no single primary to begin with; bring it up afresh.");
  const since = new Date().toISOString();
  let server = await startServer(options, lab);
  const api = holdfastApi(() => server.url);
  try {
    const restartServer = async () => {
      options.say("  the server is killed and started again");
      await server.kill();
      server = await startServer(options, lab);
    };
    // The people stand ready: gathering them is no part of the recovery.
    const crew = await gatherCrew({ api, onLoss: options.onLoss, prefers: [] });
    if (options.rehearseFirst) await rehearse(api, options, crew.starter.ref);
    const injectedAt = options.fault === null ? null : (await control.fail(options.fault)).injectedAt;
    if (options.fault !== null) options.say(`${options.fault} at ${injectedAt}`);
    const seen = options.fault === null ? null : await waitForDetection(lab, since, detectionSeconds);
    if (options.fault !== null && seen === null) {
      throw new LabError(
        `${options.fault} hurt no customer within ${detectionSeconds} s: there is nothing to recover.`,
      );
    }
    const started = await api.start(
      {
        runbook: options.runbook,
        mode: options.mode ?? "live",
        reason: options.fault === null ? "planned drill" : `drill: ${options.fault}`,
        ...(seen ? { impact: { ...seen.impact }, detection: { ...seen.detection } } : {}),
      },
      crew.starter.ref,
    );
    options.say(`run ${started.id} of ${options.runbook} started by ${crew.starter.ref}`);
    const scene = {
      lab,
      fail: async (fault: string) => {
        options.say(`  ${fault} at ${(await control.fail(fault)).injectedAt}`);
      },
      heal: async () => {
        for (const line of await control.heal()) options.say(`  healed: ${line}`);
      },
      restartServer,
    };
    const bell = ringsFor(() => server.url, started.id);
    const run = await followRun(api, started, options, scene, bell).finally(() => bell.close());
    return await judge({
      options,
      lab,
      api,
      run,
      since,
      before,
      injectedAt,
      detection: seen?.detection ?? null,
    });
  } finally {
    await server.stop();
  }
}

async function rehearse(api: HoldfastApi, options: DrillOptions, starter: string): Promise<void> {
  const body = { runbook: options.runbook, mode: "rehearsal", reason: "rehearsal before the drill" };
  const started = await api.start(body, starter);
  const deadline = performance.now() + 60_000;
  for (let run = started; run.status !== "finished"; run = await api.run(started.id)) {
    const crew = await gatherCrew({ api, onLoss: options.onLoss, prefers: options.prefers ?? ["commit"] });
    for (const item of run.attention) await crew.answer(run, item);
    if (performance.now() > deadline) throw new Error("the rehearsal did not finish");
    await sleep(lookMilliseconds);
  }
}

function startServer(options: DrillOptions, lab: Lab): Promise<HoldfastServer> {
  return startHoldfastServer({
    dataFolder: path.join(options.outputFolder, "server"),
    estateFolder: lab.folder.estate,
    labUrl: labUrl(lab.ports.control),
    logFile: path.join(options.outputFolder, "server.log"),
  });
}

async function judge(found: {
  readonly options: DrillOptions;
  readonly lab: Lab;
  readonly api: HoldfastApi;
  readonly run: RunView;
  readonly since: string;
  readonly before: SiteName;
  readonly injectedAt: string | null;
  readonly detection: Detection | null;
}): Promise<DrillResult> {
  const { options, lab, api, since } = found;
  const status = await labControl(options.folder).status();
  const primary = primarySite(status) ?? otherSite(found.before);
  const acknowledged = await readAcknowledged(lab, since);
  const lost = await findMissing(lab, primary, acknowledged);
  const run = await withImpact(api, lab, found.run);
  const from = `/api/v1/runs/${run.id}/evidence`;
  const evidence = await takeEvidence(api, { from, name: run.id, folder: options.outputFolder });
  return {
    fault: options.fault,
    injectedAt: found.injectedAt,
    detection: found.detection,
    run,
    primary,
    acknowledged: acknowledged.length,
    lost,
    violations: await readViolations(lab),
    ...evidence,
  };
}

/** The run, with the clock read once more: a run may finish just before the outside record is read again. */
async function withImpact(api: HoldfastApi, lab: Lab, run: RunView): Promise<RunView> {
  if (run.impact === null || run.impact.beganAt === null || run.impact.endedAt !== null) return run;
  const deadline = performance.now() + 10_000;
  while (performance.now() < deadline) {
    const [now, impact] = [await api.run(run.id), await readImpact(lab)];
    if (now.impact?.endedAt != null) return now;
    if (impact.endedAt !== null) return { ...now, impact };
    await sleep(100);
  }
  return run;
}
