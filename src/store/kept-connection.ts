import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { StoreUnavailable } from "#engine/event-store.ts";
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
    const client = await connectOnce(options, first, () => {
      current = null;
      if (!closing.signal.aborted) void reconnect();
    });
    if (closing.signal.aborted) await client.end();
    else current = client;
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

/** A connection that is set up and probed. `onLost` is called once, and only when this has resolved. */
async function connectOnce(
  { url, name, asEngine, onConnect, probeSeconds = 2 }: KeptConnectionOptions,
  first: boolean,
  onLost: () => void,
): Promise<Client> {
  const client = new Client({
    ...connectionConfig(url, name, asEngine),
    query_timeout: 5000,
    // Probes, hints and set-up may meet on it.
    pipeline: true,
  });
  let isLost = false;
  let probe: NodeJS.Timeout | null = null;
  const lose = (): void => {
    if (isLost) return;
    isLost = true;
    // The socket of a server that answers nothing would stay open for ever.
    client.end().catch(() => {});
    if (probe === null) return;
    clearInterval(probe);
    onLost();
  };
  client.on("error", lose);
  client.on("end", lose);
  try {
    await client.connect();
    await onConnect(client, first);
  } catch (error) {
    lose();
    throw error;
  }
  if (isLost) throw new StoreUnavailable("the connection was lost while it was set up");
  const ask = (): void => void client.query("select 1").catch(lose);
  probe = setInterval(ask, probeSeconds * 1000);
  return client;
}
