import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type HoldfastApi, holdfastApi } from "../drill/holdfast-api.ts";
import { type HoldfastServer, startHoldfastServer } from "../drill/holdfast-server.ts";
import type { Lab } from "../lab.ts";
import { labUrl } from "../lab.ts";
import { prepareAlertmanager, startAlertmanager } from "../monitoring/alertmanager.ts";
import { preparePrometheus, startPrometheus } from "../monitoring/prometheus.ts";
import { render } from "../render-estate.ts";
import { startAgents } from "./agents.ts";
import { openStoryChannels, type StoryChannels } from "./channels.ts";

/** Everything that stands before the story begins. */
export type Stage = {
  readonly lab: Lab;
  readonly url: string;
  readonly api: HoldfastApi;
  readonly channels: StoryChannels;
  /** Where the server keeps the status page. */
  readonly statusPage: string;
  /** Who reports failures: the agents always, Prometheus by way of Alertmanager where it is installed. */
  readonly reporters: readonly string[];
  /** Ends the server as a crash would, and starts it again at the same address. */
  killServer(): Promise<void>;
  close(): Promise<void>;
};

const documents = path.join(import.meta.dirname, "estate");
const vantages = ["outside-1", "outside-2", "outside-3"];

/** Opens the stage in a lab that is up; `close` ends all that this has started and leaves the lab. */
export async function openStage(lab: Lab, outputFolder: string, say: (line: string) => void): Promise<Stage> {
  mkdirSync(outputFolder, { recursive: true });
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    const url = `http://127.0.0.1:${lab.ports.holdfast}`;
    const missing = prepareAlertmanager() ?? preparePrometheus();
    const channels = await openStoryChannels(path.join(outputFolder, "channels.yaml"), url);
    closers.push(() => channels.close());
    const estateFolder = writeEstate(lab, outputFolder, missing === null);
    const statusPage = path.join(outputFolder, "status-page");
    const start = () =>
      startHoldfastServer({
        dataFolder: path.join(outputFolder, "server"),
        estateFolder,
        labUrl: labUrl(lab.ports.control),
        logFile: path.join(outputFolder, "server.log"),
        port: lab.ports.holdfast,
        flags: ["--channels", channels.file, "--status-page", statusPage],
      });
    let server: HoldfastServer = await start();
    closers.push(() => server.stop());
    const api = holdfastApi(() => url);
    const agents = startAgents(vantages, url, outputFolder);
    closers.push(() => agents.stop());
    if (missing === null) {
      const manager = await startAlertmanager(url);
      closers.push(() => manager.stop());
      const prometheus = await startPrometheus(lab.ports.probe, manager.port);
      closers.push(() => prometheus.stop());
    } else say(`without Prometheus: ${missing}`);
    await untilWatched(api, say);
    return {
      lab,
      url,
      api,
      channels,
      statusPage,
      reporters: [`${vantages.length} agents`, ...(missing === null ? ["Prometheus and Alertmanager"] : [])],
      async killServer() {
        await server.kill();
        server = await start();
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The lab's own documents, and what watches it in the story. */
function writeEstate(lab: Lab, outputFolder: string, hasPrometheus: boolean): string {
  const folder = path.join(outputFolder, "estate");
  cpSync(lab.folder.estate, folder, { recursive: true });
  putBefore(path.join(folder, "orders.yaml"), "      applicationName: west\n", grantable);
  putBefore(path.join(folder, "orders-failover.yaml"), "    - id: reconcile\n", lookIn);
  for (const name of ["monitors.yaml", ...(hasPrometheus ? ["alerts.yaml"] : [])]) {
    writeFileSync(path.join(folder, name), render(readFileSync(path.join(documents, name), "utf8"), lab));
  }
  return folder;
}

/** As what people may be let into the database of west. */
const grantable = "      grantable: { as: [pg_read_all_data], longestSeconds: 3600 }\n";

/** A step of a person who has no standing access to production. */
const lookIn = `    - id: look-in
      title: Look through the newest orders by hand
      phase: restore
      after: [outside-order]
      responsible: person:ben-sample
      duration: { min: PT5S, likely: PT1M, max: PT10M }
      person: { instructions: Look through the newest orders in west and say whether they are whole. }
      grants:
        - on: component:orders-db-west
          connector: postgres
          as: [pg_read_all_data]
          limit: PT5M
          approver: team:crisis

`;

function putBefore(file: string, mark: string, text: string): void {
  const before = readFileSync(file, "utf8");
  if (!before.includes(mark)) throw new Error(`${file} has no ${JSON.stringify(mark)}`);
  writeFileSync(file, before.replace(mark, text + mark));
}

type Standings = { readonly rules: readonly { readonly rule: string; readonly status: string }[] };

/** Nothing is broken before everything is seen to be well: what was never well cannot be noticed to fail. */
async function untilWatched(api: HoldfastApi, say: (line: string) => void): Promise<void> {
  const reader = "person:dev-sample";
  const deadline = performance.now() + 90_000;
  for (;;) {
    const { rules } = await api.get<Standings>("/api/v1/detection", reader);
    const own = rules.filter(({ rule }) => rule !== "monitor:prometheus-orders");
    const open = own.filter(({ status }) => status !== "well");
    if (own.length > 0 && open.length === 0) return say(`${own.length} rules are watched, all well`);
    if (performance.now() > deadline) {
      throw new Error(`not watched: ${open.map(({ rule, status }) => `${rule} ${status}`).join(", ")}`);
    }
    await sleep(200);
  }
}
