import { randomBytes } from "node:crypto";
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { RunAs } from "#store/embedded/run-as.ts";
import { runToEnd } from "#store/embedded/spawn.ts";
import type { LabFolder } from "../folder.ts";
import { LabError } from "../lab-error.ts";
import { askDatabase } from "./ask-database.ts";
import {
  administrator,
  applicationUser,
  type DatabasePrograms,
  orderDatabase,
  type SiteDatabase,
  slotOf,
  startDatabase,
  stopDatabase,
} from "./database.ts";
import { databaseSettings, settingsFile } from "./database-settings.ts";
import type { DatabaseLogin } from "./login.ts";

const schema = `
create table orders (
  id text primary key,
  item text not null,
  quantity integer not null check (quantity > 0),
  placed_at timestamptz not null default clock_timestamp(),
  site text not null
);
create index orders_placed_at on orders (placed_at);
create table lab_writer (site text primary key, writes bigint not null, written_at timestamptz not null);
insert into lab_writer values ('east', 0, now()), ('west', 0, now());
grant select, insert on orders to "${applicationUser}";
`;

/** Makes the passwords of this lab, each in a file that only its owner reads. */
export function makeSecrets(folder: LabFolder): void {
  mkdirSync(folder.secrets, { recursive: true, mode: 0o700 });
  for (const user of [administrator, applicationUser]) {
    writeFileSync(path.join(folder.secrets, user), randomBytes(18).toString("hex"), { mode: 0o600 });
  }
}

/** Makes an empty order database and stops it cleanly, with a slot for its standby. */
export async function buildPrimary(
  programs: DatabasePrograms,
  database: SiteDatabase,
  standby: SiteDatabase,
): Promise<void> {
  const disk = path.dirname(database.data);
  const passwordFile = path.join(disk, "password");
  writeFileSync(passwordFile, readFileSync(database.login.passwordFile), { mode: 0o600 });
  give(passwordFile, programs.runAs);
  // The directory holds nothing yet: a machine that crashes now only costs a new start.
  const options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--data-checksums", "--no-sync"];
  const names = [`--username=${administrator}`, `--pwfile=${passwordFile}`];
  const made = await runToEnd(
    programs,
    programs.binaries.initdb,
    [...options, ...names, "-D", database.data],
    disk,
  );
  rmSync(passwordFile);
  if (made.code !== 0) throw new LabError(`initdb failed for ${database.site}: ${made.output.trim()}`);
  appendFileSync(path.join(database.data, "postgresql.conf"), settingsFile(databaseSettings));
  await startDatabase(programs, database);
  await run({ ...database.login, database: "postgres" }, `create database ${orderDatabase}`);
  const applicationPassword = readFileSync(
    path.join(path.dirname(database.login.passwordFile), applicationUser),
    "utf8",
  );
  await run(database.login, `create role "${applicationUser}" login password '${applicationPassword}'`);
  await run(database.login, schema);
  await run(database.login, `select pg_create_physical_replication_slot('${slotOf(standby.site)}', true)`);
  await stopDatabase(database);
}

/**
 * Makes the standby from a copy of the cleanly stopped primary, which is a complete base backup.
 * It reads the primary through `link`, and is known to it by its site's name.
 */
export function buildStandby(
  programs: DatabasePrograms,
  primary: SiteDatabase,
  standby: SiteDatabase,
  link: DatabaseLogin,
): void {
  cpSync(primary.data, standby.data, { recursive: true, preserveTimestamps: true });
  rmSync(path.join(standby.data, "pg_replslot"), { recursive: true });
  mkdirSync(path.join(standby.data, "pg_replslot"));
  const password = readFileSync(link.passwordFile, "utf8").trim();
  const connection =
    `host=${link.host} port=${link.port} user=${link.user} password=${password} ` +
    `application_name=${standby.site} connect_timeout=3`;
  // The file must go, not be added to: it may hold settings that belong to the primary alone.
  writeFileSync(
    path.join(standby.data, "postgresql.auto.conf"),
    settingsFile({ primary_conninfo: connection, primary_slot_name: slotOf(standby.site) }),
    { mode: 0o600 },
  );
  writeFileSync(path.join(standby.data, "standby.signal"), "");
  giveTree(standby.data, programs.runAs);
  chmodSync(standby.data, 0o700);
}

/** Whether commits wait for the standby: names it, or nobody. */
export async function setSynchronous(primary: SiteDatabase, standby: string | null): Promise<void> {
  await run(primary.login, `alter system set synchronous_standby_names = '${standby ?? ""}'`);
  await run(primary.login, "select pg_reload_conf()");
}

async function run(login: DatabaseLogin, sql: string): Promise<void> {
  const answer = await askDatabase(login, sql, { limitSeconds: 20 });
  if (answer.status !== "answered")
    throw new LabError(`The database at port ${login.port} said: ${answer.reason}`);
}

/** Makes the folder of a site's disk, owned by whoever the database runs as. */
export function makeDisk(disk: string, runAs: RunAs | null): void {
  mkdirSync(disk, { recursive: true });
  give(disk, runAs);
}

function give(file: string, runAs: RunAs | null): void {
  if (runAs) chownSync(file, runAs.uid, runAs.gid);
}

function giveTree(directory: string, runAs: RunAs | null): void {
  if (!runAs) return;
  give(directory, runAs);
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    give(path.join(entry.parentPath, entry.name), runAs);
  }
}
