import type { JsonObject } from "#core/model/json.ts";
import { askJson } from "./ask-json.ts";
import { type Lab, labUrl } from "./lab.ts";
import { reasonOf } from "./lab-error.ts";
import { databaseProcesses } from "./processes/lab-processes.ts";
import { isRunning, type ProcessIdentity } from "./processes/signal-processes.ts";
import { askDatabase } from "./site/ask-database.ts";
import { type SiteName, sites } from "./site/sites.ts";

export type DatabaseStatus = {
  readonly status: "primary" | "standby" | "refused" | "silent" | "error";
  readonly processes: number;
  readonly synchronousStandby: string | null;
  readonly port: number;
};

/** The whole lab at a glance. What does not answer says so in its place. */
export type LabStatus = {
  readonly phase: string;
  readonly folder: string;
  readonly basePort: number;
  readonly replication: string;
  readonly entranceUrl: string;
  readonly sites: {
    readonly [site in SiteName]: { readonly database: DatabaseStatus; readonly application: JsonObject };
  };
  readonly relay: JsonObject;
  readonly probe: JsonObject;
  readonly impact: JsonObject;
  readonly witness: JsonObject;
  readonly writers: JsonObject;
  readonly processes: { readonly [name: string]: { readonly pid: number; readonly running: boolean } };
  readonly faults: readonly string[];
};

/** Looks at everything at once; takes as long as the slowest time limit, about a second. */
export async function observeLab(
  lab: Lab,
  known: {
    readonly phase: string;
    readonly processes: { readonly [name: string]: ProcessIdentity };
    readonly faults: readonly string[];
  },
): Promise<LabStatus> {
  const { ports } = lab;
  const [east, west, relay, probe, impact, witness, writers] = await Promise.all([
    observeSite(lab, "east", ports.appEast),
    observeSite(lab, "west", ports.appWest),
    read(ports.relayControl, "/state"),
    read(ports.probe, "/stats"),
    read(ports.probe, "/impact"),
    read(ports.witness, "/verdict"),
    read(ports.writerWatch, "/violations"),
  ]);
  return {
    phase: known.phase,
    folder: lab.folder.root,
    basePort: lab.options.basePort,
    replication: lab.options.replication,
    entranceUrl: labUrl(ports.entrance),
    sites: { east, west },
    relay,
    probe,
    impact,
    witness,
    writers,
    processes: Object.fromEntries(
      Object.entries(known.processes).map(([name, identity]) => [
        name,
        { pid: identity.pid, running: isRunning(identity) },
      ]),
    ),
    faults: known.faults,
  };
}

async function observeSite(lab: Lab, site: SiteName, appPort: number) {
  const [database, application] = await Promise.all([observeDatabase(lab, site), read(appPort, "/health")]);
  return { database, application };
}

async function observeDatabase(lab: Lab, site: SiteName): Promise<DatabaseStatus> {
  const { login, data, port } = lab.databases[site];
  const sql = "select pg_is_in_recovery() as standby, current_setting('synchronous_standby_names') as names";
  const answer = await askDatabase(login, sql, { limitSeconds: 1 });
  const seen = { processes: databaseProcesses(data).length, port };
  if (answer.status !== "answered") return { ...seen, status: answer.status, synchronousStandby: null };
  const [row] = answer.rows;
  const status = row?.["standby"] === true ? "standby" : "primary";
  const names = row?.["names"];
  const isWaited = status === "primary" && typeof names === "string" && names !== "";
  return { ...seen, status, synchronousStandby: isWaited ? names : null };
}

async function read(port: number, path: string): Promise<JsonObject> {
  try {
    return (await askJson("GET", `${labUrl(port)}${path}`, { limitSeconds: 1 })).body;
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return { unreachable: reasonOf(cause) };
  }
}

/** The site whose database is primary, where exactly one is. */
export function primarySite(status: LabStatus): SiteName | null {
  const primaries = sites.filter((site) => status.sites[site].database.status === "primary");
  return primaries.length === 1 ? (primaries[0] ?? null) : null;
}
