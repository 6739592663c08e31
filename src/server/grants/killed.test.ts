import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { Client } from "pg";
import type { GrantView } from "#core/grant/view.ts";
import { startTestServer as startDatabase, type TestServer as Database } from "#store/test-database.ts";
import { testEstate } from "../server.test-kit.ts";
import { repairDocuments } from "./repair.test-kit.ts";

/** `pass`; `stall`: nothing gets through; `mute`: once the text was sent, no answer comes back any more. */
type Mode = { readonly type: "pass" | "stall" } | { readonly type: "mute"; readonly after: string };

const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-grants-"));
const password = "HOLDFAST_TEST_TARGET_PASSWORD";
let database: Database;
let target: URL;
let way: net.Server;
let mode: Mode = { type: "pass" };
let held = false;
let child: ChildProcess | null = null;
let url = "";

/** A way to the target on which things get lost. */
function openWay(port = 0): Promise<net.Server> {
  const server = net.createServer((near) => {
    const far = net.connect(Number(target.port), target.hostname);
    let mute = false;
    for (const socket of [near, far]) socket.on("error", () => {});
    near.on("data", (chunk) => {
      if (mode.type === "stall") {
        held = true;
        return;
      }
      if (mode.type === "mute" && chunk.toString("latin1").includes(mode.after)) mute = true;
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (mute) held = true;
      else near.write(chunk);
    });
    near.once("close", () => far.destroy());
    far.once("close", () => near.destroy());
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

before(async () => {
  chmodSync(folder, 0o755);
  database = await startDatabase();
  target = new URL(await database.newDatabase());
  way = await openWay();
  mkdirSync(path.join(folder, "estate"));
  const { port } = way.address() as net.AddressInfo;
  const access = "queryTimeoutSeconds: 20, connectTimeoutSeconds: 20,";
  const documents = repairDocuments({ target, host: "127.0.0.1", port, secret: password, access });
  writeFileSync(path.join(folder, "estate", "estate.yaml"), `${testEstate}---${documents}`);
  await start();
});
after(async () => {
  mode = { type: "pass" };
  if (child !== null) {
    const ended = once(child, "close");
    child.kill("SIGTERM");
    await ended;
  }
  way.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const main = path.join(import.meta.dirname, "../main.ts");
  const args = ["--port", "0", "--trust-loopback", "--estate", path.join(folder, "estate")];
  const { DATABASE_URL: _ignored, ...rest } = process.env;
  child = spawn(process.execPath, [main, ...args, "--data", path.join(folder, "data")], {
    env: { ...rest, [password]: decodeURIComponent(target.password) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [piece] = (await once(child.stdout as NodeJS.EventEmitter, "data")) as [Buffer];
  url = piece.toString().trim();
}

async function killServer(): Promise<void> {
  assert.ok(child);
  const ended = once(child, "close");
  child.kill("SIGKILL");
  await ended;
}

async function until(holds: () => boolean | Promise<boolean>, seconds = 90): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("it did not come about in time");
}

async function ask(method: "GET" | "POST", at: string, as: string, body?: unknown) {
  const response = await fetch(`${url}${at}`, {
    method,
    headers: {
      "x-holdfast-actor": as,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as never;
  assert.ok(response.ok, JSON.stringify(answer));
  return answer;
}

async function grantOf(run: string): Promise<GrantView | undefined> {
  const { grants } = (await ask("GET", `/api/v1/grants?run=${run}`, "person:ana")) as { grants: GrantView[] };
  return grants[0];
}

async function asked(): Promise<{ readonly run: string; readonly grant: string }> {
  const body = { runbook: "repair", mode: "live", reason: "orders are wrong" };
  const { id: run } = (await ask("POST", "/api/v1/runs", "person:cem", body)) as { id: string };
  await until(async () => (await grantOf(run))?.status === "asked");
  return { run, grant: (await grantOf(run))?.id ?? "" };
}

const approve = (grant: string) => ask("POST", `/api/v1/grants/${grant}/approve`, "person:ben", {});
const complete = (run: string) =>
  ask("POST", `/api/v1/runs/${run}/steps/repair/complete`, "person:ana", { result: "done", note: "done" });

async function rolesLeft(): Promise<readonly string[]> {
  const client = new Client({ connectionString: target.href });
  await client.connect();
  const { rows } = await client.query("select rolname from pg_roles where rolname like 'holdfast_jit_%'");
  await client.end();
  return rows.map(({ rolname }) => rolname);
}

async function typesOf(grant: string): Promise<readonly string[]> {
  const { events } = (await ask("GET", `/api/v1/grants/${grant}/events`, "person:ana")) as {
    events: { type: string }[];
  };
  return events.map(({ type }) => type);
}

async function untilHeld(): Promise<void> {
  await until(() => held);
  held = false;
}

test("[B4.4] a server killed between the claim and the opening opens it once more, on record, and closes it with the step", async () => {
  const { run, grant } = await asked();
  mode = { type: "stall" };
  await approve(grant);
  await untilHeld();
  await killServer();
  mode = { type: "pass" };
  await start();
  await until(async () => (await grantOf(run))?.status === "open");
  assert.deepEqual(
    (await typesOf(grant)).filter((type) => type.includes("Open")),
    ["OpeningBegun", "OpeningBegun", "GrantOpened"],
  );
  assert.equal((await rolesLeft()).length, 1);
  await complete(run);
  await until(async () => (await grantOf(run))?.status === "revoked");
  assert.deepEqual(await rolesLeft(), []);
});

test("[B4.4] a server killed between the closing and its record closes it once more, and nothing stays open", async () => {
  const { run, grant } = await asked();
  await approve(grant);
  await until(async () => (await grantOf(run))?.status === "open");
  mode = { type: "mute", after: "drop role" };
  await complete(run);
  await untilHeld();
  await killServer();
  mode = { type: "pass" };
  await start();
  await until(async () => (await grantOf(run))?.status === "revoked");
  const types = await typesOf(grant);
  assert.equal(types.filter((type) => type === "ClosingBegun").length, 2);
  assert.equal(types.filter((type) => type === "GrantRevoked").length, 1);
  assert.deepEqual(await rolesLeft(), []);
});

test("[B4.4] a step that closes while the server is down, and a target that does not answer: an alarm until it is shut", async () => {
  const { run, grant } = await asked();
  await approve(grant);
  await until(async () => (await grantOf(run))?.status === "open");
  await ask("POST", `/api/v1/grants/${grant}/collect`, "person:ana", {});
  const { port } = way.address() as net.AddressInfo;
  await new Promise((resolve) => way.close(resolve));
  await complete(run);
  await killServer();
  await start();
  await until(async () => (await grantOf(run))?.alarming === true);
  const seen = await grantOf(run);
  assert.ok(seen?.mayBeOpen);
  assert.match(seen?.trouble?.message ?? "", /cannot be reached/);
  way = await openWay(port);
  await until(async () => (await grantOf(run))?.status === "revoked");
  assert.deepEqual(await rolesLeft(), []);
});
