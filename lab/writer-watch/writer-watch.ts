import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { z } from "zod";
import { serveJson } from "../json-server.ts";
import { reasonOf } from "../lab-error.ts";
import { type DatabaseLogin, loginSchema, passwordOf } from "../site/login.ts";
import { otherSite, type SiteName, sites } from "../site/sites.ts";
import { type AcceptedWrite, addWrite, findOverlap, type WriteTrail } from "./overlap.ts";

export const writerWatchConfig = z.strictObject({
  port: z.int(),
  databases: z.strictObject({ east: loginSchema, west: loginSchema }),
  recordFile: z.string(),
  everyMilliseconds: z.int().min(10).default(50),
});

export type WriterWatchConfig = Readonly<z.output<typeof writerWatchConfig>>;

/** What is told of one database. */
type SiteAccount = {
  writes: number;
  lastWriteAt: string | null;
  /** Why the newest try was not acknowledged; null when it was. */
  lastReason: string | null;
};

type Watch = {
  readonly startedAt: string;
  readonly accounts: { readonly [site in SiteName]: SiteAccount };
  readonly trails: { [site in SiteName]?: WriteTrail };
  readonly violations: object[];
};

/**
 * Writes to both databases directly, all the time, and records whenever both acknowledged at once.
 * It asks no monitoring and no controller: the acknowledgement itself is the observation.
 */
export async function startWriterWatch(config: WriterWatchConfig): Promise<{ stop(): Promise<void> }> {
  const watch: Watch = {
    startedAt: new Date().toISOString(),
    accounts: { east: newAccount(), west: newAccount() },
    trails: {},
    violations: [],
  };
  const stopping = new AbortController();
  const server = await serveJson(config.port, {
    "GET /violations": () => ({
      status: 200,
      body: { since: watch.startedAt, violations: watch.violations, sites: watch.accounts },
    }),
  });
  const watching = sites.map((site) => writeForEver(config, watch, site, stopping.signal));
  return {
    async stop() {
      stopping.abort();
      await server.close();
      await Promise.race([Promise.all(watching), sleep(500)]);
    },
  };
}

function newAccount(): SiteAccount {
  return { writes: 0, lastWriteAt: null, lastReason: null };
}

async function writeForEver(config: WriterWatchConfig, watch: Watch, site: SiteName, signal: AbortSignal) {
  while (!signal.aborted) {
    try {
      await writeOverOneConnection(config, watch, site, signal);
    } catch (error) {
      watch.accounts[site].lastReason = reasonOf(error);
    }
    await sleep(config.everyMilliseconds);
  }
}

/**
 * One connection, and one write at a time however long it takes: a write that waits is not
 * acknowledged, and a second session beside it would prove nothing more.
 */
async function writeOverOneConnection(
  config: WriterWatchConfig,
  watch: Watch,
  site: SiteName,
  signal: AbortSignal,
) {
  const client = new Client(options(config.databases[site]));
  client.on("error", () => {});
  let wasWarned = false;
  // A COMMIT whose wait for the standby was cancelled is confirmed, but with a warning.
  client.on("notice", (notice) => (wasWarned = notice.severity === "WARNING"));
  try {
    await client.connect();
    while (!signal.aborted) {
      wasWarned = false;
      const sentAt = performance.now();
      const result = await client.query<{ life: string }>(
        `update lab_writer set writes = writes + 1, written_at = clock_timestamp() where site = $1
         returning pg_postmaster_start_time()::text as life`,
        [site],
      );
      const life = result.rows[0]?.life ?? "";
      if (!wasWarned) accept(config, watch, { site, sentAt, acknowledgedAt: performance.now(), life });
      await sleep(config.everyMilliseconds);
    }
  } finally {
    void client.end().catch(() => {});
  }
}

function options(login: DatabaseLogin): ClientConfig {
  const { host, port, database, user } = login;
  return { host, port, database, user, password: passwordOf(login), connectionTimeoutMillis: 1000 };
}

function accept(config: WriterWatchConfig, watch: Watch, write: AcceptedWrite): void {
  const account = watch.accounts[write.site];
  account.writes += 1;
  account.lastWriteAt = new Date().toISOString();
  account.lastReason = null;
  const overlap = findOverlap(write, watch.trails[write.site], watch.trails[otherSite(write.site)]);
  watch.trails[write.site] = addWrite(watch.trails[write.site], write);
  if (!overlap) return;
  const violation = { at: account.lastWriteAt, ...overlap };
  watch.violations.push(violation);
  appendFileSync(config.recordFile, `${JSON.stringify(violation)}\n`);
}
