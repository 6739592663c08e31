import net from "node:net";
import { Client, type ClientConfig, DatabaseError } from "pg";
import type { ServerAccess } from "./access.ts";
import { ServerFault } from "./fault.ts";

/** A row as the driver gives it: text, numbers, booleans, null. Times and LSNs are asked for as text. */
export type Row = { readonly [column: string]: unknown };

/** One connection to a server on which each statement has its own limit on this side. */
export type Session = {
  /** Sends one statement. Throws `ServerFault`; after any fault but `statement` the session is dead. */
  readonly query: <R extends Row>(
    sql: string,
    values?: readonly unknown[],
    limitSeconds?: number,
  ) => Promise<R[]>;
  /** The driver's client, for what is not a plain statement: a base backup. */
  readonly client: Client;
  readonly socket: net.Socket;
};

export type SessionOptions = {
  /** Speaks the replication protocol, as the replication user. */
  readonly replication?: boolean;
};

/**
 * Connects, works, disconnects. Time limits stand on this side because a frozen server accepts TCP
 * (its kernel does) and never answers: `statement_timeout` would never fire.
 */
export async function withSession<T>(
  server: ServerAccess,
  signal: AbortSignal,
  work: (session: Session) => Promise<T>,
  options: SessionOptions = {},
): Promise<T> {
  if (signal.aborted) throw new ServerFault("cancelled", "cancelled before anything was sent");
  const socket = new net.Socket();
  const client = new Client(clientConfig(server, socket, options));
  // A lost connection rejects the statement in flight; without a listener it would end the process too.
  client.on("error", () => {});
  const cut = () => socket.destroy();
  signal.addEventListener("abort", cut, { once: true });
  try {
    await connect(server, client, socket, signal);
    return await work({ client, socket, query: (...call) => query(server, client, socket, signal, ...call) });
  } finally {
    signal.removeEventListener("abort", cut);
    await disconnect(client, socket);
  }
}

/** One statement on a session of its own. */
export function queryOnce<R extends Row>(
  server: ServerAccess,
  signal: AbortSignal,
  sql: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  return withSession(server, signal, (session) => session.query<R>(sql, values));
}

function clientConfig(server: ServerAccess, socket: net.Socket, options: SessionOptions): ClientConfig {
  const user = options.replication ? (server.replicationUser ?? server.user) : server.user;
  const password = options.replication ? (server.replicationPassword ?? server.password) : server.password;
  return {
    host: server.host,
    port: server.port,
    database: server.database,
    user,
    application_name: "holdfast",
    stream: () => socket,
    ...(password === undefined ? {} : { password }),
    ...tlsOf(server),
    ...(options.replication ? { replication: "true" } : {}),
  };
}

function tlsOf(server: ServerAccess): ClientConfig {
  if (server.sslmode === "verify-full") return { ssl: true };
  return server.sslmode === "require" ? { ssl: { rejectUnauthorized: false } } : {};
}

async function connect(
  server: ServerAccess,
  client: Client,
  socket: net.Socket,
  signal: AbortSignal,
): Promise<void> {
  let reached = false;
  let late = false;
  socket.once("connect", () => (reached = true));
  const timer = setTimeout(() => {
    late = true;
    socket.destroy();
  }, server.connectTimeoutSeconds * 1000);
  const place = `${server.host}:${server.port}`;
  try {
    await client.connect();
  } catch (error) {
    if (signal.aborted) throw new ServerFault("cancelled", "cancelled before anything was sent");
    if (isDatabaseError(error))
      throw new ServerFault("turned-away", `${place}: ${error.message}`, error.code);
    if (late && reached) {
      const limit = `${server.connectTimeoutSeconds} s`;
      throw new ServerFault(
        "frozen",
        `${place} is frozen: it accepts TCP but does not answer SQL in ${limit}`,
      );
    }
    const reason = late ? `no answer in ${server.connectTimeoutSeconds} s` : (error as Error).message;
    throw new ServerFault("unreached", `${place} cannot be reached: ${reason}`);
  } finally {
    clearTimeout(timer);
  }
}

async function query<R extends Row>(
  server: ServerAccess,
  client: Client,
  socket: net.Socket,
  signal: AbortSignal,
  sql: string,
  values: readonly unknown[] = [],
  limitSeconds: number = server.queryTimeoutSeconds,
): Promise<R[]> {
  if (signal.aborted) throw new ServerFault("cancelled", "cancelled from our side");
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    socket.destroy();
  }, limitSeconds * 1000);
  const place = `${server.host}:${server.port}`;
  try {
    const result = await client.query<R>(sql, [...values]);
    return result.rows;
  } catch (error) {
    if (signal.aborted) throw new ServerFault("cancelled", `cancelled while ${place} was working`);
    if (late) {
      throw new ServerFault("silent", `${place} accepts TCP but does not answer SQL in ${limitSeconds} s`);
    }
    if (isDatabaseError(error) && !saysNothing(error)) {
      throw new ServerFault("statement", error.message, error.code);
    }
    throw new ServerFault("silent", `${place} was lost in the middle: ${(error as Error).message}`);
  } finally {
    clearTimeout(timer);
  }
}

/** A session that is ended from outside says nothing about the fate of its statement (SQLSTATE 57P01 …). */
function saysNothing(error: { readonly code: string }): boolean {
  return error.code.startsWith("57P") || error.code.startsWith("08") || error.code === "40003";
}

function isDatabaseError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof DatabaseError && typeof error.code === "string";
}

/** Says goodbye and does not wait long for it: a frozen server would never close its end. */
async function disconnect(client: Client, socket: net.Socket): Promise<void> {
  if (socket.destroyed) return;
  const timer = setTimeout(() => socket.destroy(), 200);
  await client.end().catch(() => {});
  clearTimeout(timer);
  socket.destroy();
}
