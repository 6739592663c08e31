// First of all: it decides how the rest is compiled.
import "./compile-early.ts";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ChannelSettingsError } from "#channels/channel-settings.ts";
import { loadChannelSettings } from "#channels/load-channels.ts";
import { openChannels } from "#channels/open-channels.ts";
import { allConnectors } from "#connectors/all-connectors.ts";
import { connectorCatalogue } from "#connectors/catalogue.ts";
import { systemClock } from "#engine/clock.ts";
import { startDetection } from "#engine/detection/detection.ts";
import { startEngine } from "#engine/engine.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import { examineEstate } from "#core/check/check-estate.ts";
import { accessStream } from "#core/access/events.ts";
import { loadEstate } from "#estate/load-estate.ts";
import { FolderError } from "#estate/load-folder.ts";
import { createAnalyst } from "#parallel/analyst.ts";
import { createForecaster } from "#parallel/forecaster.ts";
import { accessStores } from "#store/access/access-stores.ts";
import { exportLog } from "#store/backup.ts";
import { exportBundle } from "#store/bundle.ts";
import { makeCheckpoint } from "#store/checkpoint.ts";
import { createDocumentTexts } from "#store/document-texts.ts";
import { defaultFolder } from "#store/embedded/default-folder.ts";
import { feedHead } from "#store/feed-head.ts";
import { openStore } from "#store/open.ts";
import { listGrants } from "#store/grant-list.ts";
import { listIncidents, openIncidents } from "#store/incident-list.ts";
import { createObservations } from "#store/observations.ts";
import { createProbeAgents } from "#store/probe-agents.ts";
import { listRuns } from "#store/run-list.ts";
import { createSignalLog } from "#store/signal-log.ts";
import { loadSigningKey } from "#store/signing-key.ts";
import { StoreStartError } from "#store/start-error.ts";
import { stepHistories, stepHistory } from "#store/step-history.ts";
import { openAccess } from "./access/open-access.ts";
import { type App, buildApp } from "./app.ts";
import type { AppPorts, IncidentList, RunList } from "./app-ports.ts";
import { type Config, ConfigError, readConfig, usage } from "./config.ts";
import { createDocumentDesk, documentsStream } from "./documents/desk.ts";
import { folderMemory } from "./documents/folder-memory.ts";
import { publishedEstate } from "./documents/published-estate.ts";
import { openEstateSource, sha256 } from "./estate/estate-source.ts";
import { folderFingerprint } from "./estate/folder-fingerprint.ts";
import { eachBatch, keepReading } from "./keep-reading.ts";
import { createLab } from "./lab.ts";
import { listen } from "./listen.ts";
import { lookReady } from "./look-ready.ts";
import { openMailDoor } from "./mail/mail-door.ts";
import { createMetrics } from "./metrics.ts";
import { hearNews } from "./paging/hear-news.ts";
import { keepChain } from "./paging/keep-chain.ts";
import { createPager, createPaging } from "./paging/paging.ts";
import { automaticCallout } from "./paging/planned-callout.ts";
import { writeOperatorToken } from "./operator-token.ts";
import { readSecret } from "#estate/read-secret.ts";
import { createRunRecord } from "./run-record.ts";
import { createTouchedRuns } from "./touched-runs.ts";
import { slowAfter } from "./slow-after.ts";
import { keepPage } from "./status-page/keep-page.ts";
import { version } from "./version.ts";

export type Server = {
  readonly app: App;
  /** Where it listens. */
  readonly url: string;
  /** Takes no more requests, lets what is in flight end, closes the database. */
  close(): Promise<void>;
};

/** Seconds that work in flight may take when the server is told to stop; then it is left to another node. */
const drainSeconds = 20;
const checkpointSeconds = 60;

/** Starts a server: what is built from what, top to bottom. `log` gets lines for the operator. */
export async function startServer(config: Config, log: (line: string) => void): Promise<Server> {
  const closers: (() => Promise<unknown> | void)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const catalogue = connectorCatalogue(allConnectors);
    const clock = systemClock;
    const metrics = createMetrics();

    const store = await openStore({
      node: config.node,
      onTrouble: log,
      ...(config.databaseUrl === null
        ? { folder: path.join(config.data, "database") }
        : { databaseUrl: config.databaseUrl }),
    });
    closers.push(() => store.close());
    const { pool } = store;
    const key = loadSigningKey(
      config.signingKeyFile === null ? { folder: config.data } : { file: config.signingKeyFile },
    );

    const events = metrics.measured(store.events);
    const documents = createDocumentDesk({
      events,
      texts: createDocumentTexts(pool),
      clock,
      sha256,
      check: (resolved, today) => examineEstate(resolved, catalogue, { today }),
    });
    const memory = folderMemory(path.join(config.data, "followed-estate.json"));
    const estate = await openEstateSource({
      folder: config.estate,
      catalogue,
      load: (folder) => loadEstate(folder, catalogue, { today: clock.now().slice(0, 10) }),
      fingerprint: folderFingerprint,
      now: clock.now,
      onNews: log,
      published: publishedEstate({ desk: documents, clock, node: config.node, memory }),
    });
    closers.push(() => estate.close());
    const analyst = createAnalyst();
    closers.push(() => analyst.close());
    const forecaster = createForecaster();
    closers.push(() => forecaster.close());
    const secretOf = (reference: string) => readSecret(reference, config.estate ?? process.cwd());
    let ownUrl = config.access.publicUrl;
    const channels = openChannels(await loadChannelSettings(config.channels), secretOf, (news) => {
      const told = { incidents: engine.incidents, incidentList, codes: paging.codes };
      hearNews({ ...told, clock, node: config.node, estate: documentsNow }, news).then(
        log,
        (error: unknown) => log(reasonOf(error)),
      );
    });
    closers.push(() => channels.close());
    const documentsNow = () => estate.current().resolved.estate;
    const incidentList: IncidentList = (query) => listIncidents(pool, query);
    const paging = createPaging(channels, key.sign("holdfast: answers to calls"), () => ownUrl);
    const engine = startEngine({
      connectors: new Map(allConnectors.map((connector) => [connector.name, connector])),
      readSecret: secretOf,
      pager: createPager(paging, documentsNow),
      clock,
      events,
      queue: store.queue,
      node: config.node,
      onError: (error, job) => log(`job ${job?.id ?? "none"}: ${reasonOf(error)}`),
    });
    closers.push(() => Promise.race([engine.stop(), clock.sleep(drainSeconds)]));
    const signals = createSignalLog(pool);
    const observations = createObservations(pool);
    const detection = startDetection({
      events,
      clock,
      node: config.node,
      incidents: engine.incidents,
      openIncidents: () => openIncidents(pool),
      observations,
      signals,
      estate: documentsNow,
      followUp: (state) => automaticCallout(state, documentsNow(), paging.channels, clock.now()),
      onError: (reason) => log(`detection: ${reason}`),
    });
    closers.push(() => detection.stop());
    closers.push(keepChain({ channels: paging.channels, signals, detection, clock, log }));

    const runs: RunList = (query) => listRuns(pool, query);
    const record = createRunRecord({
      handler: engine.handler,
      runs,
      stepHistories: () => stepHistories(pool),
      catalogue,
    });
    const stores = accessStores(pool, config.access);
    const access = await openAccess(config, { events, clock, readSecret: secretOf, ...stores });
    const ending = new AbortController();
    closers.push(() => ending.abort());
    void keepReading(
      store.feed.subscribe({ signal: ending.signal, prefix: documentsStream }),
      documents,
    ).catch(ignore);
    void eachBatch(store.feed.subscribe({ signal: ending.signal, prefix: accessStream }), () => {
      void access.desk.read().catch(ignore);
    }).catch(ignore);
    void eachBatch(store.feed.subscribe({ signal: ending.signal }), (batch) => {
      metrics.countEvents(batch);
      record.forget(batch.map(({ stream }) => stream));
    }).catch(ignore);
    const signLog = () => makeCheckpoint(pool, key, clock.now());
    const checkpoints = setInterval(() => {
      void signLog().catch((error: unknown) => log(`checkpoint: ${reasonOf(error)}`));
    }, checkpointSeconds * 1000);
    closers.push(() => clearInterval(checkpoints));

    const readiness = lookReady(
      () => pool.query("select 1"),
      () => ending.signal.aborted,
    );
    const feed = { subscribe: store.feed.subscribe, head: () => feedHead(pool) };
    closers.push(keepPage(config, { incidents: engine.incidents, incidentList, clock, feed, log }));

    const ports: AppPorts = {
      handler: engine.handler,
      events,
      feed,
      runs,
      incidents: engine.incidents,
      grants: { handler: engine.grants, collect: engine.collect, list: (query) => listGrants(pool, query) },
      signals,
      detection,
      observations,
      probeAgents: createProbeAgents(pool),
      incidentList,
      paging,
      attachments: store.attachments,
      evidence: {
        bundle: (streams, cut) => exportBundle({ pool, key, streams, at: clock.now(), ...cut }),
        publicKeyPem: key.publicKeyPem,
      },
      exportLog: () => exportLog(pool),
      slowAfterSeconds: async (runbook) => slowAfter(await stepHistory(pool, runbook)),
      estate,
      analyst,
      forecaster,
      record,
      touchedRuns: createTouchedRuns(runs, engine.handler),
      explain: (code) => readFile(path.join(diagnosticPages, `${code}.md`), "utf8").catch(() => null),
      documents,
      lab: config.lab === null ? null : createLab(config.lab),
      clock,
      metrics,
      readiness,
      trust: { loopback: config.trustLoopback, operatorSha256: writeOperatorToken(config.data) },
      access,
      proxies: config.access.proxies,
      version,
      consoleFolder: existsSync(path.join(consoleFolder, "index.html")) ? consoleFolder : null,
    };
    const app = await buildApp(ports, { onError: log });
    const url = await listen(app, config);
    if (config.trustLoopback) ownUrl ??= url;
    closers.push(() => app.close());
    closers.push(await openMailDoor(config.mail, ports, log));
    return { app, url, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const diagnosticPages = path.join(import.meta.dirname, "../../docs/diagnostics");
const consoleFolder = path.join(import.meta.dirname, "../../dist/console");
const ignore = () => {};
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** One line for what the person who starts the server can mend; anything else is a bug and keeps its stack. */
function startFailure(error: unknown): string {
  const isTheirs =
    error instanceof ConfigError ||
    error instanceof ChannelSettingsError ||
    error instanceof StoreStartError ||
    error instanceof FolderError;
  if (isTheirs) return error.message;
  if (error instanceof StoreUnavailable)
    return `the database does not answer: ${error.message} (see DATABASE_URL)`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function main(): Promise<void> {
  const say = (line: string) => process.stderr.write(`holdfast: ${line}\n`);
  const args = process.argv.slice(2);
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(usage);
    return;
  }
  const config = readConfig(args, process.env, os.hostname(), defaultFolder(process.cwd()));
  const server = await startServer(config, say);
  if (config.trustLoopback) {
    say(
      "trusts its loopback address: whoever reaches it may say who they are. Not for use beyond this machine.",
    );
  }
  process.stdout.write(`${server.url}\n`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    say("stopping");
    void server.close().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    process.stderr.write(`holdfast: ${startFailure(error)}\n`);
    process.exit(2);
  });
}
