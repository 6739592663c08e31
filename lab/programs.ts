import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type LabFolder, siteFolder } from "./folder.ts";
import type { LabOptions } from "./options.ts";
import { labPorts } from "./ports.ts";
import type { NodeProcess } from "./processes/start-process.ts";
import { administrator, applicationUser, databaseLogin } from "./site/database.ts";
import type { SiteName } from "./site/sites.ts";

export const programNames = ["relay", "app-east", "app-west", "probe", "witness", "writer-watch"] as const;

export type ProgramName = (typeof programNames)[number];

type Program = { readonly main: string; readonly directory: string; readonly config: object };

/** Writes every program's configuration and says how each is started. */
export function writePrograms(
  folder: LabFolder,
  options: LabOptions,
): { readonly [name in ProgramName]: NodeProcess } {
  mkdirSync(folder.configs, { recursive: true });
  const programs = describePrograms(folder, options);
  const start = (name: ProgramName): NodeProcess => {
    const { main, directory, config } = programs[name];
    const configFile = path.join(folder.configs, `${name}.json`);
    writeFileSync(configFile, `${JSON.stringify(config, null, 2)}\n`);
    return {
      file: path.join(import.meta.dirname, main),
      configFile,
      directory,
      logFile: path.join(folder.logs, `${name}.log`),
      labFolder: folder.root,
    };
  };
  return {
    relay: start("relay"),
    "app-east": start("app-east"),
    "app-west": start("app-west"),
    probe: start("probe"),
    witness: start("witness"),
    "writer-watch": start("writer-watch"),
  };
}

function address(port: number): string {
  return `127.0.0.1:${port}`;
}

function describePrograms(
  folder: LabFolder,
  options: LabOptions,
): { readonly [name in ProgramName]: Program } {
  const ports = labPorts(options.basePort);
  const admin = (port: number) => databaseLogin(folder, administrator, port);
  const databases = { east: admin(ports.databaseEast), west: admin(ports.databaseWest) };
  const outside = (main: string, config: object): Program => ({ main, directory: folder.outside, config });
  const app = (site: SiteName, port: number, databasePort: number): Program => ({
    main: "orders-app/main.ts",
    directory: siteFolder(folder, site).app,
    config: {
      site,
      port,
      database: databaseLogin(folder, applicationUser, databasePort),
      diskFolder: siteFolder(folder, site).disk,
    },
  });
  return {
    relay: outside("relay/main.ts", {
      control: { port: ports.relayControl },
      entrances: {
        orders: {
          listen: { port: ports.entrance },
          targets: { east: address(ports.appEast), west: address(ports.appWest) },
          active: "east",
          mode: "open",
        },
      },
      links: {
        "east-to-west": { listen: { port: ports.linkEastToWest }, target: address(ports.databaseEast) },
        "west-to-east": { listen: { port: ports.linkWestToEast }, target: address(ports.databaseWest) },
      },
      stateFile: path.join(folder.outside, "relay-routing.json"),
    }),
    "app-east": app("east", ports.appEast, ports.databaseEast),
    "app-west": app("west", ports.appWest, ports.databaseWest),
    probe: outside("probe/main.ts", {
      port: ports.probe,
      entranceUrl: `http://${address(ports.entrance)}`,
      ledgerFile: folder.ledgerFile,
      ordersPerSecond: options.ordersPerSecond,
      limitSeconds: options.orderLimitSeconds,
    }),
    witness: outside("witness/main.ts", {
      port: ports.witness,
      databases,
      apps: { east: `http://${address(ports.appEast)}`, west: `http://${address(ports.appWest)}` },
      links: { eastToWest: admin(ports.linkEastToWest), westToEast: admin(ports.linkWestToEast) },
    }),
    "writer-watch": outside("writer-watch/main.ts", {
      port: ports.writerWatch,
      databases,
      recordFile: path.join(folder.outside, "two-writers.ndjson"),
    }),
  };
}
