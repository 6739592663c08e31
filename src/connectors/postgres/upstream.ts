import { z } from "zod";
import type { ServerAccess } from "./access.ts";
import { type Owner, readIfThere, writeDurably } from "./host/data-directory.ts";
import { type Session, withSession } from "./session.ts";

/** The parameters that say how a standby reaches its primary. */
export const upstreamParameters = {
  slot: z
    .string()
    .regex(/^[a-z0-9_]{1,63}$/)
    .optional()
    .describe("The replication slot on the primary; absent: holdfast_ and the component's name"),
  via: z
    .strictObject({ host: z.string().min(1), port: z.int().min(1).max(65_535) })
    .optional()
    .describe("Where the standby reaches its primary, when not at the address the engine uses"),
};

export type Via = { readonly host: string; readonly port: number } | undefined;

/** The slot's name for a standby: `component:orders-db-east` is `holdfast_orders_db_east`. */
export function slotFor(component: string, slot: string | undefined): string {
  return slot ?? `holdfast_${component.slice(component.indexOf(":") + 1).replaceAll("-", "_")}`.slice(0, 63);
}

/** The name under which the component shows as a standby and is named as a synchronous one. */
export function standbyName(component: string, server: ServerAccess): string {
  return server.applicationName ?? component.slice(component.indexOf(":") + 1);
}

/** The access with another address, such as a forwarder's between the sites. */
export function reachedVia(server: ServerAccess, via: Via): ServerAccess {
  return via === undefined ? server : { ...server, host: via.host, port: via.port };
}

/**
 * Makes sure that the primary keeps its log for the standby. A slot that has lost its log is made
 * anew. Gives whether the slot was made now.
 */
export function ensureSlot(primary: ServerAccess, slot: string, signal: AbortSignal): Promise<boolean> {
  return withSession(primary, signal, async (session) => {
    const [standing] = await readSlot(session, slot);
    if (standing && standing.walStatus !== "lost") return false;
    if (standing) await session.query("select pg_drop_replication_slot($1)", [slot]);
    await session.query("select pg_create_physical_replication_slot($1, true)", [slot]);
    return true;
  });
}

function readSlot(session: Session, slot: string) {
  const sql = `select wal_status as "walStatus" from pg_replication_slots where slot_name = $1`;
  return session.query<{ walStatus: string | null }>(sql, [slot]);
}

/** Drops a slot that was made for nothing: it would keep the primary's log for ever. */
export async function dropSlot(primary: ServerAccess, slot: string): Promise<void> {
  await withSession(primary, AbortSignal.timeout(10_000), (session) =>
    session.query("select pg_drop_replication_slot($1)", [slot]),
  );
}

/**
 * Writes where the standby gets its log from into `postgresql.auto.conf`. Other settings there are
 * kept, or left out where they came from another server with its copy (`keepOthers`).
 */
export async function writeUpstream(
  dataDirectory: string,
  upstream: { readonly conninfo: string; readonly slot: string },
  owner: Owner,
  keepOthers: boolean,
): Promise<void> {
  const file = `${dataDirectory}/postgresql.auto.conf`;
  const before = keepOthers ? ((await readIfThere(file)) ?? "") : "";
  const kept = before
    .split("\n")
    .filter((line) => line !== "" && !/^\s*primary_(conninfo|slot_name)\b/.test(line));
  const own = [
    `primary_conninfo = ${quoteSetting(upstream.conninfo)}`,
    `primary_slot_name = ${quoteSetting(upstream.slot)}`,
  ];
  await writeDurably(file, `${[...kept, ...own].join("\n")}\n`, owner);
}

/** The connection string of a standby (libpq, "Keyword/Value Connection Strings"). */
export function conninfoFor(primary: ServerAccess, name: string): string {
  const password = primary.replicationPassword ?? primary.password;
  const parts: readonly (readonly [string, string | undefined])[] = [
    ["host", primary.host],
    ["port", String(primary.port)],
    ["user", primary.replicationUser ?? primary.user],
    ["password", password],
    ["application_name", name],
    ["sslmode", primary.sslmode],
    ["connect_timeout", "5"],
  ];
  return parts
    .filter(([, value]) => value !== undefined)
    .map(([keyword, value]) => `${keyword}='${String(value).replaceAll(/[\\']/g, "\\$&")}'`)
    .join(" ");
}

/** A value as PostgreSQL's configuration files have it. */
function quoteSetting(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}
