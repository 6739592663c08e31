import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { test } from "node:test";
import { Client } from "pg";
import { StoreStartError } from "../start-error.ts";
import { eventually, testFolder } from "../test-database.ts";
import { explainLog } from "./data-folder.ts";
import { cannotBeNobody } from "./nobody.test-kit.ts";
import { processesOfDataDirectory, startOfProcess } from "./process-identity.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start.ts";

const isRoot = process.getuid?.() === 0;

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** Starts the database in a process of its own; resolves with what it said first. */
function startElsewhere(folder: string, as: { uid?: number; gid?: number } = {}) {
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL("./start.ts", import.meta.url).href)});
    try {
      const postgres = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} });
      console.log(JSON.stringify({ url: postgres.url, pid: postgres.pid() }));
      process.on("SIGTERM", () => postgres.stop().then(() => process.exit(0)));
    } catch (error) {
      console.log(JSON.stringify({ error: error.message }));
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    ...as,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = new Promise<{ url?: string; pid?: number; error?: string }>((resolve, reject) => {
    child.stdout.once("data", (chunk: Buffer) => resolve(JSON.parse(chunk.toString())));
    child.once("exit", () => reject(new Error("ended without a word")));
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  return { child, said, gone };
}

function refusal(pattern: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof StoreStartError && pattern.test(error.message);
}

test("data, password and port survive a restart, and nothing runs after a stop", async () => {
  const { folder, remove } = testFolder();
  const first = await startEmbeddedPostgres({ folder });
  await query(first.url, "create table kept as select 42 as answer");
  assert.deepEqual(await query(first.url, "show data_checksums"), [{ data_checksums: "on" }]);
  assert.equal(statSync(path.join(folder, "postgres", "password")).mode & 0o777, 0o600);
  const pid = first.pid();
  await first.stop();
  assert.equal(startOfProcess(pid), null);
  const second = await startEmbeddedPostgres({ folder });
  assert.equal(second.url, first.url);
  assert.deepEqual(await query(second.url, "select answer from kept"), [{ answer: 42 }]);
  await second.stop();
  assert.deepEqual(processesOfDataDirectory(path.join(folder, "postgres", "data")), []);
  remove();
});

test("it listens on loopback alone and lets nobody in without the password", async () => {
  const { folder, remove } = testFolder();
  const postgres = await startEmbeddedPostgres({ folder });
  assert.deepEqual(await query(postgres.url, "show listen_addresses"), [{ listen_addresses: "127.0.0.1" }]);
  assert.deepEqual(await query(postgres.url, "show unix_socket_directories"), [
    { unix_socket_directories: "" },
  ]);
  const wrong = new URL(postgres.url);
  wrong.password = "guess";
  await assert.rejects(query(wrong.href, "select 1"), /password authentication failed/);
  await postgres.stop();
  remove();
});

test("a second server on the same folder is refused with the pid of the first", async () => {
  const { folder, remove } = testFolder();
  const postgres = await startEmbeddedPostgres({ folder });
  const { error } = await startElsewhere(folder).said;
  assert.match(error ?? "", new RegExp(`in use by another Holdfast server \\(process ${process.pid}\\)`));
  await postgres.stop();
  remove();
});

test("PostgreSQL killed by -9 is started again on the same port, with everything that was committed", async () => {
  const { folder, remove } = testFolder();
  const postgres = await startEmbeddedPostgres({ folder });
  const reasons: string[] = [];
  postgres.onExit((reason) => reasons.push(reason));
  await query(postgres.url, "create table kept (round int)");
  for (let round = 1; round <= 3; round += 1) {
    await query(postgres.url, `insert into kept values (${round})`);
    const before = postgres.pid();
    process.kill(before, "SIGKILL");
    await eventually(
      () =>
        postgres.pid() !== before &&
        query(postgres.url, "select 1").then(
          () => true,
          () => false,
        ),
      "it is back",
    );
  }
  assert.deepEqual(await query(postgres.url, "select count(*)::int as kept from kept"), [{ kept: 3 }]);
  assert.match(reasons.join("\n"), /SIGKILL.*started again/);
  await postgres.stop();
  remove();
});

test("the database that a killed server left running is stopped by the next start, which has its data", async () => {
  const { folder, remove } = testFolder();
  const elsewhere = startElsewhere(folder);
  const { url = "", pid = 0 } = await elsewhere.said;
  await query(url, "create table kept as select 42 as answer");
  elsewhere.child.kill("SIGKILL");
  await elsewhere.gone;
  assert.notEqual(startOfProcess(pid), null, "the orphan lives");
  const postgres = await startEmbeddedPostgres({ folder });
  assert.equal(startOfProcess(pid), null);
  assert.equal(postgres.url, url);
  assert.deepEqual(await query(postgres.url, "select answer from kept"), [{ answer: 42 }]);
  await postgres.stop();
  remove();
});

test("a port that was asked for and is taken is refused by number; a kept port that is taken is replaced", async () => {
  const { folder, remove } = testFolder();
  const first = await startEmbeddedPostgres({ folder });
  await first.stop();
  const squatter = net.createServer();
  await new Promise<void>((resolve) => squatter.listen(first.port, "127.0.0.1", resolve));
  await assert.rejects(
    startEmbeddedPostgres({ folder, port: first.port }),
    refusal(new RegExp(`Port ${first.port} .* in use`)),
  );
  const second = await startEmbeddedPostgres({ folder });
  assert.notEqual(second.port, first.port);
  await second.stop();
  squatter.close();
  remove();
});

test("settings that PostgreSQL refuses are reported in its own words", async () => {
  const { folder, remove } = testFolder();
  await assert.rejects(
    startEmbeddedPostgres({ folder, settings: { max_connections: "none" } }),
    refusal(/did not start.*invalid value for parameter "max_connections"/s),
  );
  remove();
});

test("root runs PostgreSQL as nobody, and says what to do when nobody cannot reach the folder", {
  skip: !isRoot && "needs root",
}, async () => {
  const { folder, remove } = testFolder();
  const closed = path.join(folder, "closed");
  mkdirSync(path.join(closed, "data"), { recursive: true });
  chmodSync(closed, 0o700);
  await assert.rejects(
    startEmbeddedPostgres({ folder: path.join(closed, "data") }),
    refusal(/user "nobody", and that user cannot enter .*closed\..*chmod o\+x/s),
  );
  const postgres = await startEmbeddedPostgres({ folder: path.join(folder, "open") });
  assert.match(readFileSync(`/proc/${postgres.pid()}/status`, "utf8"), /^Uid:\t65534\t/m);
  await postgres.stop();
  remove();
});

test("an ordinary user starts and stops it, too", {
  skip: isRoot ? cannotBeNobody() : "the other tests show it when they run as an ordinary user",
}, async () => {
  const { folder, remove } = testFolder();
  chownSync(folder, 65_534, 65_534);
  const elsewhere = startElsewhere(folder, { uid: 65_534, gid: 65_534 });
  const { url, error, pid } = await elsewhere.said;
  assert.equal(error, undefined);
  assert.deepEqual(await query(url ?? "", "select 1 as one"), [{ one: 1 }]);
  elsewhere.child.kill("SIGTERM");
  await elsewhere.gone;
  assert.equal(startOfProcess(pid ?? 0), null);
  remove();
});

/** A file system of its own that is too small; null where mounting is not allowed. */
function smallDisk(folder: string, megabytes: number): { unmount(): void } | null {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder], {
      stdio: "ignore",
    });
    return { unmount: () => void execFileSync("umount", ["-l", folder]) };
  } catch {
    return null;
  }
}

test("a disk that is full says so, at the first start", async (context) => {
  const { folder, remove } = testFolder();
  const disk = smallDisk(folder, 20);
  if (disk === null) {
    remove();
    return context.skip("mounting a small file system is not allowed here");
  }
  let started: EmbeddedPostgres | null = null;
  try {
    await assert.rejects(
      async () => {
        started = await startEmbeddedPostgres({ folder });
      },
      refusal(/The disk is full\. Make room/),
    );
  } finally {
    await (started as EmbeddedPostgres | null)?.stop();
    disk.unmount();
    remove();
  }
});

test("the words of PostgreSQL that need somebody to act are explained", () => {
  assert.match(
    explainLog('FATAL:  could not write lock file "postmaster.pid": No space left on device'),
    /^The disk is full/,
  );
  assert.match(
    explainLog('could not bind IPv4 address "127.0.0.1": Address already in use'),
    /^The port is in use/,
  );
  assert.match(
    explainLog("error while loading shared libraries: libicuuc.so.60"),
    /^A library of PostgreSQL is missing/,
  );
});
