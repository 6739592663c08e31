// `holdfast log import FILE DATA`: a program of its own, since it needs the database while no server has it.
import { createReadStream } from "node:fs";
import path from "node:path";
import pg from "pg";
import { ImportRefused, importLog } from "./backup.ts";
import { startEmbeddedPostgres } from "./embedded/start.ts";
import { migrate } from "./migrate.ts";
import { StoreStartError } from "./start-error.ts";

/** Where the log goes: `DATABASE_URL`, or the embedded database of a data folder. */
async function openDatabase(data: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const url = process.env["DATABASE_URL"];
  return url === undefined || url === ""
    ? startEmbeddedPostgres({ folder: path.join(data, "database") })
    : { url, stop: async () => {} };
}

async function importFile(file: string, data: string): Promise<string> {
  const database = await openDatabase(data);
  try {
    await migrate(database.url);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      const { events, attachments, checkpoints } = await importLog(client, createReadStream(file));
      return `${events} events, ${attachments} attachments, ${checkpoints} checkpoints`;
    } finally {
      await client.end();
    }
  } finally {
    await database.stop();
  }
}

const [file = "", data = ""] = process.argv.slice(2);
try {
  process.stdout.write(`${await importFile(file, data)}\n`);
} catch (error) {
  const isTheirs =
    error instanceof ImportRefused ||
    error instanceof StoreStartError ||
    (error as NodeJS.ErrnoException).code === "ENOENT";
  if (!isTheirs) throw error;
  process.stderr.write(`holdfast: ${(error as Error).message}\n`);
  process.exitCode = error instanceof ImportRefused ? 1 : 2;
}
