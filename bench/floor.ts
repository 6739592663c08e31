import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";

const insert = { name: "floor", text: "insert into floor (text) values ($1)" };

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** What the machine can do at all: durable one-row inserts per second, one commit each, with our own driver. */
export async function insertsPerSecond(url: string, clients: number, seconds: number): Promise<number> {
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(url)));
  await connections[0]?.query(
    "create table if not exists floor (id bigint generated always as identity, text text)",
  );
  let count = 0;
  const until = performance.now() + seconds * 1000;
  await Promise.all(
    connections.map(async (client) => {
      while (performance.now() < until) {
        await client.query({ ...insert, values: ["one row, about as long as a short event of the log"] });
        count += 1;
      }
    }),
  );
  await Promise.all(connections.map((client) => client.end()));
  return count / seconds;
}

/** The same by pgbench, which costs the machine less than our driver; null where it is not installed. */
export async function pgbenchPerSecond(
  url: string,
  clients: number,
  seconds: number,
): Promise<number | null> {
  const folder = mkdtempSync(path.join(tmpdir(), "holdfast-bench-"));
  const script = path.join(folder, "floor.sql");
  writeFileSync(
    script,
    "insert into floor (text) values ('one row, about as long as a short event of the log');\n",
  );
  const count = String(clients);
  const args = [
    "-n",
    "-f",
    script,
    "-c",
    count,
    "-j",
    clients > 1 ? "2" : "1",
    "-T",
    String(seconds),
    "-M",
    "prepared",
  ];
  try {
    const { stdout } = await promisify(execFile)("pgbench", [...args, url]);
    return Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? Number.NaN);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === "ENOENT") return null;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
