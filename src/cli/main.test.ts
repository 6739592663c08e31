import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "#server/server.test-kit.ts";

let server: TestServer;
before(async () => {
  server = await startTestServer();
});
after(() => server.stop());

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the command line as a process without a terminal. */
function holdfast(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const main = path.join(import.meta.dirname, "main.ts");
  const { HOLDFAST_URL: _url, HOLDFAST_ACTOR: _actor, ...rest } = process.env;
  const env = { ...rest, HOLDFAST_URL: server.url, ...environment };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ["ignore", "pipe", "pipe"] });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (piece: Buffer) => {
    stdout += piece.toString();
  });
  child.stderr.on("data", (piece: Buffer) => {
    stderr += piece.toString();
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, stdout, stderr })));
}

const as = (name: string, ...args: string[]) => holdfast(["--as", `person:${name}`, ...args]);

async function startRun(): Promise<string> {
  const started = await as("ana", "run", "start", "by-hand", "--mode", "live", "--reason", "try", "--yes");
  assert.equal(started.code, 0, started.stderr);
  return started.stdout.trim();
}

test("[A7.4] a run is started, worked through, followed and proven from the command line", async () => {
  const run = await startRun();
  const watching = holdfast(["run", "watch", run]);
  assert.equal((await as("ana", "run", "complete", run, "look", "--note", "seen")).code, 0);
  assert.equal((await as("ben", "run", "approve", run, "open")).code, 0);
  assert.equal((await as("ana", "run", "complete", run, "open")).code, 0);
  const decided = await as("ben", "run", "decide", run, "choose", "--option", "left", "--reason", "shorter");
  assert.match(decided.stdout, /live finished, succeeded/);
  const watched = await watching;
  assert.equal(watched.code, 0, watched.stderr);
  assert.match(watched.stdout, /run started .*run finished/s);

  const bundle = path.join(server.dataFolder, "bundle.jsonl");
  const key = path.join(server.dataFolder, "key.pem");
  writeFileSync(key, (await holdfast(["evidence", "public-key"])).stdout);
  assert.equal((await holdfast(["evidence", "export", run, "--out", bundle])).code, 0);
  const offline = { HOLDFAST_URL: "http://127.0.0.1:9" };
  const verified = await holdfast(["evidence", "verify", bundle, "--public-key", key], offline);
  assert.equal(verified.code, 0, verified.stderr);
  writeFileSync(bundle, readFileSync(bundle, "utf8").replace("shorter", "SHORTER"));
  const changed = await holdfast(["evidence", "verify", bundle, "--public-key", key], offline);
  assert.equal(changed.code, 1);
  assert.match(changed.stderr, /DecisionTaken.* was changed/);
});

test("a refusal ends with 4 and says what, and what to do", async () => {
  const run = await startRun();
  await as("ana", "run", "complete", run, "look");
  const refused = await as("ana", "run", "approve", run, "open");
  assert.equal(refused.code, 4);
  assert.equal(refused.stdout, "");
  assert.match(refused.stderr, /Only team:crisis may approve this step/);
  assert.match(refused.stderr, /Ask somebody of the named team/);
  assert.equal((await as("ana", "run", "complete", run, "look")).code, 4, "it is done already");
  assert.equal((await holdfast(["run", "take", run, "look"])).code, 4, "nobody is named");
});

test("wrong usage ends with 2, an absent server with 3, and an unknown run with 2", async () => {
  for (const args of [
    ["run", "lits"],
    ["run", "start", "by-hand"],
    ["run", "start", "by-hand", "--mode", "loud", "--reason", "x"],
    ["run", "show", "nothing"],
    ["evidence", "verify", "/nowhere", "--public-key", "/nowhere"],
    ["check", "/nowhere"],
  ]) {
    const ended = await holdfast(args);
    assert.equal(ended.code, 2, `${args.join(" ")}: ${ended.stderr}`);
    assert.equal(ended.stdout, "");
    assert.notEqual(ended.stderr, "");
  }
  const absent = await holdfast(["run", "list"], { HOLDFAST_URL: "http://127.0.0.1:9" });
  assert.equal(absent.code, 3);
});

test("a live run is not started without a terminal and without --yes", async () => {
  const before = JSON.parse((await holdfast(["run", "list", "--json"])).stdout) as { runs: unknown[] };
  const unsure = await as("ana", "run", "start", "by-hand", "--mode", "live", "--reason", "try");
  assert.equal(unsure.code, 2);
  assert.match(unsure.stderr, /--yes/);
  const then = JSON.parse((await holdfast(["run", "list", "--json"])).stdout) as { runs: unknown[] };
  assert.equal(then.runs.length, before.runs.length);
});

test("a run that ends badly makes watch end with 1", async () => {
  const run = await startRun();
  const watching = holdfast(["run", "watch", run]);
  await as("ana", "run", "abort", run, "--reason", "enough", "--yes");
  assert.equal((await watching).code, 1);
});

test("a backup of the running server goes into an empty data folder and not into one that is used", async () => {
  const run = await startRun();
  const backup = path.join(server.dataFolder, "backup.jsonl");
  const exported = await holdfast(["log", "export", "--data", server.dataFolder, "--out", backup]);
  assert.equal(exported.code, 0, exported.stderr);
  const other = path.join(server.dataFolder, "..", "other");
  const imported = await holdfast(["log", "import", backup, "--data", other]);
  assert.equal(imported.code, 0, imported.stderr);
  assert.match(imported.stdout, /^\d+ events/);
  const again = await holdfast(["log", "import", backup, "--data", other]);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /not empty/);
  assert.match(readFileSync(backup, "utf8"), new RegExp(`run/${run}`));
});
