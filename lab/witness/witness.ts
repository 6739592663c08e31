import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { askJson } from "../ask-json.ts";
import { serveJson } from "../json-server.ts";
import { reasonOf } from "../lab-error.ts";
import { type DatabaseLine, databaseLine } from "../site/ask-database.ts";
import { type DatabaseLogin, loginSchema } from "../site/login.ts";
import { type SiteName, sites } from "../site/sites.ts";
import type { AppSample, DatabaseSample, LinkSample, Sample } from "./sample.ts";
import { judge, type Thresholds, type Verdict } from "./verdict.ts";

const perSite = <Value extends z.ZodType>(value: Value) => z.strictObject({ east: value, west: value });

export const witnessConfig = z.strictObject({
  port: z.int(),
  databases: perSite(loginSchema),
  apps: perSite(z.string()),
  /** The databases again, through the link that the other site reads them by. */
  links: z.strictObject({ eastToWest: loginSchema, westToEast: loginSchema }),
  everyMilliseconds: z.int().min(20).default(100),
  silentSeconds: z.number().positive().default(0.5),
  deadSamples: z.int().min(1).default(2),
  frozenSamples: z.int().min(1).default(2),
  linkSilentSeconds: z.number().positive().default(1.5),
  linkFailures: z.int().min(1).default(2),
  lagBytes: z.int().min(0).default(1_000_000),
  lagSeconds: z.number().positive().default(2),
  lagSamples: z.int().min(1).default(5),
});

export type WitnessConfig = Readonly<z.output<typeof witnessConfig>>;

/** A verdict as it is told: since when it stands, and when the witness noticed. */
export type DatedVerdict = Verdict & { readonly since: string; readonly detectedAt: string };

const historyMax = 1000;

const look = `select pg_is_in_recovery() as standby,
  case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end - '0/0'::pg_lsn as position,
  extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())::float8 as age`;

/** Watches both sites from neither of them and names what it sees. It decides nothing. */
export async function startWitness(config: WitnessConfig): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const observe = openEyes(config, stopping.signal);
  const samples: Sample[] = [];
  const history: DatedVerdict[] = [];
  const server = await serveJson(config.port, {
    "GET /verdict": () => ({ status: 200, body: current(history, samples, config) }),
    "GET /history": () => ({ status: 200, body: { verdicts: history } }),
    "GET /sample": () => ({ status: 200, body: { sample: samples.at(-1) ?? null } }),
  });
  const watching = watch(config, observe, samples, history, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await server.close();
      await watching;
    },
  };
}

async function watch(
  config: WitnessConfig,
  observe: () => Promise<Sample>,
  samples: Sample[],
  history: DatedVerdict[],
  signal: AbortSignal,
): Promise<void> {
  const keep = Math.max(config.deadSamples, config.frozenSamples, config.lagSamples);
  let lastPrimary: SiteName | null = null;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const sample = await observe();
    samples.push(sample);
    if (samples.length > keep) samples.shift();
    lastPrimary = primaryOf(sample) ?? lastPrimary;
    note(history, judge(samples, lastPrimary, config), samples, config);
    await sleep(Math.max(0, config.everyMilliseconds - (performance.now() - startedAt)));
  }
}

/** The verdict that stands, unless nothing was looked at for so long that it means nothing any more. */
function current(
  history: readonly DatedVerdict[],
  samples: readonly Sample[],
  config: WitnessConfig,
): DatedVerdict {
  const now = new Date();
  const newest = samples.at(-1);
  const standing = history.at(-1);
  const staleSeconds = 3 * config.silentSeconds + config.everyMilliseconds / 1000 + 2;
  const isStale = !newest || now.getTime() - Date.parse(newest.at) > staleSeconds * 1000;
  if (standing && !isStale) return standing;
  const at = now.toISOString();
  return {
    verdict: "not observed",
    site: null,
    evidence: ["there is no fresh observation"],
    since: at,
    detectedAt: at,
  };
}

function note(
  history: DatedVerdict[],
  verdict: Verdict,
  samples: readonly Sample[],
  limits: Thresholds,
): void {
  const standing = history.at(-1);
  if (standing?.verdict === verdict.verdict && standing.site === verdict.site) {
    // The evidence is kept fresh; since when it holds does not change.
    history[history.length - 1] = { ...standing, evidence: verdict.evidence };
    return;
  }
  const isSilence = verdict.verdict.endsWith("frozen");
  const first = samples.at(-(isSilence ? limits.frozenSamples : limits.deadSamples)) ?? samples[0];
  const detectedAt = new Date().toISOString();
  const since = verdict.verdict === "healthy" ? detectedAt : (first?.at ?? detectedAt);
  history.push({ ...verdict, since, detectedAt });
  if (history.length > historyMax) history.shift();
}

function primaryOf(sample: Sample): SiteName | null {
  const primaries = sites.filter((site) => {
    const seen = sample.databases[site];
    return seen.status === "answered" && seen.role === "primary";
  });
  return primaries.length === 1 ? (primaries[0] ?? null) : null;
}

function openEyes(config: WitnessConfig, signal: AbortSignal): () => Promise<Sample> {
  const east = databaseLine(config.databases.east, config.silentSeconds);
  const west = databaseLine(config.databases.west, config.silentSeconds);
  const eastToWest = watchLink(config, config.links.eastToWest, signal);
  const westToEast = watchLink(config, config.links.westToEast, signal);
  return async () => {
    const at = new Date().toISOString();
    const [databaseEast, databaseWest, appEast, appWest] = await Promise.all([
      lookAt(east),
      lookAt(west),
      knock(config.apps.east, config.silentSeconds),
      knock(config.apps.west, config.silentSeconds),
    ]);
    return {
      at,
      databases: { east: databaseEast, west: databaseWest },
      apps: { east: appEast, west: appWest },
      links: { eastToWest: eastToWest(), westToEast: westToEast() },
    };
  };
}

/** Looks at a link for ever; the function gives what it saw last. */
function watchLink(config: WitnessConfig, login: DatabaseLogin, signal: AbortSignal): () => LinkSample {
  let seen: LinkSample = { newest: { status: "error", reason: "not looked at yet" }, failures: 0 };
  // Opening a session takes several ways there and back: a slow link is not a cut one.
  const line = databaseLine(login, config.linkSilentSeconds);
  const look = async () => {
    while (!signal.aborted) {
      const newest = await lookAt(line);
      seen = { newest, failures: newest.status === "answered" ? 0 : seen.failures + 1 };
      await sleep(config.everyMilliseconds);
    }
    line.close();
  };
  void look();
  return () => seen;
}

async function lookAt(line: DatabaseLine): Promise<DatabaseSample> {
  const answer = await line.ask(look);
  if (answer.status !== "answered") return { status: answer.status, reason: answer.reason };
  const [row] = answer.rows;
  const age = row?.["age"];
  return {
    status: "answered",
    role: row?.["standby"] === true ? "standby" : "primary",
    walPosition: Number(row?.["position"] ?? 0),
    replayAgeSeconds: typeof age === "number" ? Math.round(age * 1000) / 1000 : null,
  };
}

/** An application that says its database is unreachable is itself alive. */
async function knock(url: string, limitSeconds: number): Promise<AppSample> {
  try {
    await askJson("GET", `${url}/health`, { limitSeconds: limitSeconds + 0.2 });
    return { status: "answered", reason: "" };
  } catch (error) {
    const isSilent = error instanceof DOMException && error.name === "TimeoutError";
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return { status: isSilent ? "silent" : "refused", reason: reasonOf(cause) };
  }
}
