import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { connectionConfig } from "./connection.ts";

export type KeptConnection = {
  /** The connection of this moment; null while it is being made again. */
  client(): Client | null;
  close(): Promise<void>;
};

export type KeptConnectionOptions = {
  readonly url: string;
  readonly name: string;
  readonly asEngine: boolean;
  /** Called on each new connection before it is used; `first` is false after a reconnect. A rejection drops the connection. */
  readonly onConnect: (client: Client, first: boolean) => Promise<void>;
  /** How often it is asked for a sign of life; a connection cut without a word is only noticed by asking. */
  readonly probeSeconds?: number;
};

/**
 * One connection of its own, for what belongs to a session (LISTEN, an advisory lock), made again whenever it is lost.
 * Resolves when it is connected for the first time; rejects when that fails.
 */
export async function keepConnection(options: KeptConnectionOptions): Promise<KeptConnection> {
  const closing = new AbortController();
  let current: Client | null = null;

  const connect = async (first: boolean): Promise<void> => {
    const client = new Client({
      ...connectionConfig(options.url, options.name, options.asEngine),
      query_timeout: 5000,
      // Probes, hints and set-up may meet on it.
      pipeline: true,
    });
    let lost = false;
    const onLost = (): void => {
      if (lost) return;
      lost = true;
      if (current === client) current = null;
      clearInterval(probe);
      // The socket of a server that answers nothing would stay open for ever.
      client.end().catch(() => {});
      if (established && !closing.signal.aborted) void reconnect();
    };
    let established = false;
    let probe: NodeJS.Timeout | undefined;
    client.on("error", onLost);
    client.on("end", onLost);
    try {
      await client.connect();
      await options.onConnect(client, first);
    } catch (error) {
      onLost();
      throw error;
    }
    if (lost) throw new Error("the connection was lost while it was set up");
    established = true;
    current = client;
    probe = setInterval(
      () => {
        client.query("select 1").catch(onLost);
      },
      (options.probeSeconds ?? 2) * 1000,
    );
  };

  const reconnect = async (): Promise<void> => {
    for (let attempt = 0; !closing.signal.aborted; attempt += 1) {
      await sleep(Math.min(1000, 50 * 2 ** attempt), undefined, { signal: closing.signal }).catch(() => {});
      if (closing.signal.aborted) return;
      try {
        await connect(false);
        return;
      } catch {
        // The database is still away.
      }
    }
  };

  await connect(true);
  return {
    client: () => current,
    close: async () => {
      closing.abort();
      const client = current;
      current = null;
      await client?.end().catch(() => {});
    },
  };
}
