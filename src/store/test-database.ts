import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import type { StoredEvent } from "#core/model/event.ts";
import type { Append } from "#engine/event-store.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded/start.ts";

/** A folder of a test that PostgreSQL can reach whatever user it runs as. */
export function testFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-store-"));
  chmodSync(folder, 0o755);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A real PostgreSQL for one test file, which hands out fresh databases. */
export type TestServer = {
  readonly postgres: EmbeddedPostgres;
  /** Connection string of a new, empty database. */
  newDatabase(): Promise<string>;
  stop(): Promise<void>;
};

export async function startTestServer(): Promise<TestServer> {
  const { folder, remove } = testFolder();
  const postgres = await startEmbeddedPostgres({ folder });
  let count = 0;
  return {
    postgres,
    newDatabase: async () => {
      count += 1;
      const client = new Client({ connectionString: postgres.url });
      await client.connect();
      await client.query(`create database test${count}`);
      await client.end();
      return postgres.url.replace(/\/holdfast$/, `/test${count}`);
    },
    stop: async () => {
      await postgres.stop();
      remove();
    },
  };
}

/** A decision as tests need it: events of the given types on a stream at a version. */
export function decision(
  stream: string,
  expectedVersion: number,
  types: readonly string[],
  more: Partial<Append> = {},
): Append {
  return {
    stream,
    expectedVersion,
    events: types.map((type) => ({ type, data: { text: `${type} ü €` } })),
    actor: { type: "system", node: "test" },
    at: "2026-11-22T10:00:00.000Z",
    commandId: `${stream}@${expectedVersion}`,
    ...more,
  };
}

/** The events of a decision that is expected to be stored. */
export function stored(result: {
  readonly status: string;
  readonly events?: readonly StoredEvent[];
}): readonly StoredEvent[] {
  if (result.events === undefined) throw new Error(`not stored: ${result.status}`);
  return result.events;
}

/** Asks again and again until it holds; the deadline is for slow machines. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  what: string,
  seconds = 30,
): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`did not happen within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
