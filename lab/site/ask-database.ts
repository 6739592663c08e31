import { Client } from "pg";
import { reasonOf } from "../lab-error.ts";
import { type DatabaseLogin, passwordOf } from "./login.ts";

export type Row = { readonly [column: string]: unknown };

export type DatabaseAnswer =
  | { readonly status: "answered"; readonly rows: readonly Row[] }
  /** Nothing listens, or the connection was cut: the process is gone. */
  | { readonly status: "refused"; readonly reason: string }
  /** A connection was accepted, but no SQL was answered within the limit: as a frozen server does. */
  | { readonly status: "silent"; readonly reason: string }
  /** The server answered that it will not, or not now. */
  | { readonly status: "error"; readonly reason: string; readonly code: string };

/**
 * A connection to a database of the lab that is opened when it is first used and again after it
 * broke. Each question has the caller's time limit: a frozen server accepts TCP and answers nothing.
 */
export type DatabaseLine = {
  ask(sql: string, values?: readonly unknown[]): Promise<DatabaseAnswer>;
  close(): void;
};

export function databaseLine(login: DatabaseLogin, limitSeconds: number): DatabaseLine {
  let client: Client | null = null;
  const drop = () => {
    if (client) closeAtOnce(client);
    client = null;
  };
  return {
    async ask(sql, values = []) {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<DatabaseAnswer>((resolve) => {
        const silent = { status: "silent", reason: `no answer in ${limitSeconds} s` } as const;
        timer = setTimeout(() => resolve(silent), limitSeconds * 1000);
      });
      const answer = async (): Promise<DatabaseAnswer> => {
        try {
          if (client === null) {
            const opening = newClient(login, limitSeconds);
            client = opening;
            await opening.connect();
          }
          const result = await client.query<{ [column: string]: unknown }>(sql, [...values]);
          return { status: "answered", rows: result.rows };
        } catch (error) {
          return describeFailure(error);
        }
      };
      const result = await Promise.race([answer(), limit]);
      clearTimeout(timer);
      if (result.status !== "answered") drop();
      return result;
    },
    close: drop,
  };
}

/** Asks one thing over a connection of its own. */
export async function askDatabase(
  login: DatabaseLogin,
  sql: string,
  options: { readonly limitSeconds: number; readonly values?: readonly unknown[] },
): Promise<DatabaseAnswer> {
  const line = databaseLine(login, options.limitSeconds);
  try {
    return await line.ask(sql, options.values);
  } finally {
    line.close();
  }
}

function newClient(login: DatabaseLogin, limitSeconds: number): Client {
  const client = new Client({
    host: login.host,
    port: login.port,
    database: login.database,
    user: login.user,
    password: passwordOf(login),
    connectionTimeoutMillis: limitSeconds * 1000,
    application_name: "holdfast-lab",
  });
  // Without a listener the loss of an idle connection would end the process.
  client.on("error", () => {});
  return client;
}

/** Which of the failures an error of the driver is. */
export function describeFailure(error: unknown): Exclude<DatabaseAnswer, { status: "answered" }> {
  const reason = reasonOf(error);
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
  const gone = ["ECONNREFUSED", "ECONNRESET", "EPIPE", "57P01", "57P02"].includes(code);
  if (gone || reason.includes("Connection terminated")) return { status: "refused", reason };
  if (/timeout (expired|exceeded)/.test(reason)) return { status: "silent", reason };
  return { status: "error", reason, code };
}

/** Ends a connection without waiting for the server, which may be frozen. */
function closeAtOnce(client: Client): void {
  // The driver's types hide the socket it owns.
  const { connection } = client as unknown as {
    readonly connection: { readonly stream: { destroy(): void } };
  };
  connection.stream.destroy();
}
