import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { z } from "zod";
import {
  accessFlags,
  type AccessSettings,
  accessUsage,
  accessVariables,
  readAccessSettings,
} from "./access/access-settings.ts";

import {
  mailFlags,
  type MailSettings,
  mailUsage,
  mailVariables,
  readMailSettings,
} from "./mail/mail-settings.ts";

/** The server cannot start as it was asked to; the message says what to change. */
export class ConfigError extends Error {}

/** How a server is run. */
export type Config = {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Keeps the embedded database, the signing key and the operator's token. */
  readonly data: string;
  /** A database of one's own instead of the embedded one. */
  readonly databaseUrl: string | null;
  /** A folder whose documents are published as they change; null: only people publish. */
  readonly estate: string | null;
  /** Control address of a lab. */
  readonly lab: string | null;
  readonly trustLoopback: boolean;
  readonly node: string;
  readonly signingKeyFile: string | null;
  /** The file that names the providers of mail, short messages and rooms; null: nobody can be called. */
  readonly channels: string | null;
  /** The folder that the status page is written to; null: nobody asked for one. */
  readonly statusPage: string | null;
  /** Whom it tells. */
  readonly statusPageAudience: string;
  /** Incoming mail; null: none is taken. */
  readonly mail: MailSettings | null;
  readonly access: AccessSettings;
};

const loopbackHosts: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

const fileSchema = z
  .strictObject({
    host: z.string(),
    port: z.int(),
    data: z.string(),
    databaseUrl: z.string(),
    estate: z.string(),
    lab: z.string(),
    trustLoopback: z.boolean(),
    node: z.string(),
    signingKeyFile: z.string(),
    channels: z.string(),
    statusPage: z.string(),
    statusPageAudience: z.string(),
    ...Object.fromEntries(
      Object.keys({ ...accessVariables, ...mailVariables }).map((name) => [
        name,
        z.union([z.string(), z.number().transform(String)]),
      ]),
    ),
  })
  .partial();

type Settings = { readonly [name in keyof typeof variables]?: string };

const flags = {
  host: { type: "string" },
  port: { type: "string" },
  data: { type: "string" },
  "database-url": { type: "string" },
  estate: { type: "string" },
  lab: { type: "string" },
  "trust-loopback": { type: "boolean" },
  node: { type: "string" },
  "signing-key-file": { type: "string" },
  channels: { type: "string" },
  "status-page": { type: "string" },
  "status-page-audience": { type: "string" },
  config: { type: "string" },
  ...mailFlags,
  ...accessFlags,
} as const;

export const usage = `Usage: holdfast serve [options]

  --host ADDRESS           where to listen (HOLDFAST_HOST, default 127.0.0.1)
  --port N                 port; 0 takes any free one (HOLDFAST_PORT, default 7400)
  --data FOLDER            embedded database, keys (HOLDFAST_DATA, default .holdfast/data)
  --database-url URL       a PostgreSQL of your own instead of the embedded one (DATABASE_URL)
  --estate DIR             a folder of documents to follow and publish (HOLDFAST_ESTATE)
  --lab URL                control address of a lab (HOLDFAST_LAB_URL)
  --trust-loopback         whoever reaches 127.0.0.1 may say who they are (HOLDFAST_TRUST_LOOPBACK)
  --node NAME              name of this node, unlike that of any other (HOLDFAST_NODE)
  --signing-key-file FILE  Ed25519 key for evidence, PEM (HOLDFAST_SIGNING_KEY_FILE)
  --channels FILE          providers of mail, SMS, rooms … to call people over (HOLDFAST_CHANNELS)
  --status-page FOLDER     writes the status page there whenever an update is published (HOLDFAST_STATUS_PAGE)
  --status-page-audience A whom it tells (HOLDFAST_STATUS_PAGE_AUDIENCE, default customers)
  --config FILE            the same in YAML: port, data, databaseUrl … (HOLDFAST_CONFIG)

${mailUsage}
${accessUsage}
A flag wins over a variable, a variable over the file. Each variable has a variant in _FILE that
names a file with the value.
`;

function fromFlags(args: readonly string[]): {
  readonly settings: Settings;
  readonly file: string | undefined;
} {
  try {
    const { config, ...values } = parseArgs({ args: [...args], options: flags, strict: true }).values;
    const settings = Object.entries(values).map(([name, value]) => [
      name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      String(value),
    ]);
    return { settings: Object.fromEntries(settings), file: config };
  } catch (error) {
    throw new ConfigError(`${(error as Error).message} (holdfast serve --help lists what there is)`);
  }
}

const variables = {
  host: "HOLDFAST_HOST",
  port: "HOLDFAST_PORT",
  data: "HOLDFAST_DATA",
  databaseUrl: "DATABASE_URL",
  estate: "HOLDFAST_ESTATE",
  lab: "HOLDFAST_LAB_URL",
  trustLoopback: "HOLDFAST_TRUST_LOOPBACK",
  node: "HOLDFAST_NODE",
  signingKeyFile: "HOLDFAST_SIGNING_KEY_FILE",
  channels: "HOLDFAST_CHANNELS",
  statusPage: "HOLDFAST_STATUS_PAGE",
  statusPageAudience: "HOLDFAST_STATUS_PAGE_AUDIENCE",
  ...mailVariables,
  ...accessVariables,
} as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** A variable, or the content of the file its `_FILE` variant names, as container platforms hand over secrets. */
function fromEnvironment(environment: Environment): Settings {
  const found: [string, string][] = [];
  for (const [name, variable] of Object.entries(variables)) {
    const file = environment[`${variable}_FILE`];
    const value = environment[variable] ?? (file === undefined ? undefined : readText(file).trim());
    if (value !== undefined && value !== "") found.push([name, value]);
  }
  return Object.fromEntries(found);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function fromFile(file: string | undefined): Settings {
  if (file === undefined) return {};
  let value: unknown;
  try {
    value = parse(readText(file)) ?? {};
  } catch (error) {
    throw error instanceof ConfigError ? error : new ConfigError(`${file}: ${(error as Error).message}`);
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(
      (issue) => `${issue.path.join(".") || "the file"}: ${issue.message}`,
    );
    throw new ConfigError(`${file}: ${issues.join("; ")}`);
  }
  return Object.fromEntries(Object.entries(parsed.data).map(([name, setting]) => [name, String(setting)]));
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new ConfigError(`--port ${text}: a port is a number from 0 to 65535`);
}

function urlOf(text: string | undefined, name: string, protocols: readonly string[]): string | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (url !== null && protocols.includes(url.protocol)) return text;
  // The value may hold a password: it is not repeated.
  throw new ConfigError(
    `${name}: not an address that begins with ${protocols.map((one) => `${one}//`).join(" or ")}`,
  );
}

/** The settings of a server: flag over environment over file over default. Throws `ConfigError`. */
export function readConfig(
  args: readonly string[],
  environment: Environment,
  hostName: string,
  home = ".holdfast",
): Config {
  const { settings, file } = fromFlags(args);
  const all: Settings = {
    ...fromFile(file ?? environment["HOLDFAST_CONFIG"]),
    ...fromEnvironment(environment),
    ...settings,
  };
  const host = all.host ?? "127.0.0.1";
  const trustLoopback = ["true", "1", "yes"].includes(all.trustLoopback ?? "false");
  if (trustLoopback && !loopbackHosts.has(host)) {
    throw new ConfigError(
      `--trust-loopback lets everybody who reaches ${host} say who they are: bind to 127.0.0.1, or use tokens`,
    );
  }
  return {
    host,
    port: portOf(all.port ?? "7400"),
    data: path.resolve(all.data ?? path.join(home, "data")),
    databaseUrl: urlOf(all.databaseUrl, "DATABASE_URL", ["postgres:", "postgresql:"]),
    estate: all.estate === undefined ? null : path.resolve(all.estate),
    lab: urlOf(all.lab, "--lab", ["http:", "https:"]),
    trustLoopback,
    node: all.node ?? hostName,
    signingKeyFile: all.signingKeyFile ?? null,
    channels: all.channels === undefined ? null : path.resolve(all.channels),
    statusPage: all.statusPage === undefined ? null : path.resolve(all.statusPage),
    statusPageAudience: all.statusPageAudience ?? "customers",
    mail: readMailSettings(all, (message) => new ConfigError(message)),
    access: readAccessSettings(all, trustLoopback, (message) => new ConfigError(message)),
  };
}
