import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Schemas } from "#client/client.ts";
import { testEstate } from "../server.test-kit.ts";

const documentsCount = 4000;
let folder: string;
let child: ChildProcess;
let url = "";

/** A real server in a process of its own, which can be killed. */
async function start(): Promise<void> {
  const main = path.join(import.meta.dirname, "../main.ts");
  const args = ["--port", "0", "--data", path.join(folder, "data"), "--trust-loopback"];
  const { DATABASE_URL: _url, ...env } = process.env;
  child = spawn(process.execPath, [main, ...args, "--estate", path.join(folder, "estate")], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  url = await new Promise((resolve, reject) => {
    child.stdout?.once("data", (line: Buffer) => resolve(line.toString().trim()));
    child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
  });
}

const stop = (signal: NodeJS.Signals) =>
  new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });

before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-publish-"));
  chmodSync(folder, 0o755);
  mkdirSync(path.join(folder, "estate"));
  writeFileSync(path.join(folder, "estate/estate.yaml"), testEstate);
  await start();
});
after(async () => {
  await stop("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
});

async function call<Result>(method: string, to: string, as: string, body?: object): Promise<Result> {
  const response = await fetch(`${url}/api/v1${to}`, {
    method,
    headers: { "x-holdfast-actor": as, ...(body ? { "content-type": "application/json" } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  assert.ok(response.ok, text.slice(0, 1000));
  return JSON.parse(text) as Result;
}

/** About 2.6 kB each: ten megabytes together. */
const team = (index: number) =>
  `apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: t${index} }\nspec:\n  lead: person:cem\n  description: ${"words ".repeat(410)}\n`;

test("ten megabytes of documents are one proposal, and a server killed while it publishes them publishes all or nothing", async () => {
  const changes = Array.from({ length: documentsCount }, (_, index) => ({
    text: team(index),
    file: `teams/${index % 40}.yaml`,
  }));
  const body = { title: "Many teams", changes };
  assert.ok(JSON.stringify(body).length > 10_000_000);
  const { id } = await call<Schemas["Proposal"]>("POST", "/proposals", "person:ana", body);
  await call("POST", `/proposals/${id}/approve`, "person:cem", {});
  const first = await call<Schemas["Estate"]>("GET", "/estate", "person:ana");
  let isPublished = false;
  for (const delayMilliseconds of [300, 2500]) {
    const publishing = call("POST", `/proposals/${id}/publish`, "person:ana", {}).then(
      () => {},
      () => {},
    );
    await new Promise((resolve) => setTimeout(resolve, delayMilliseconds));
    await stop("SIGKILL");
    await publishing;
    await start();
    const proposal = await call<Schemas["Proposal"]>("GET", `/proposals/${id}`, "person:ana");
    const estate = await call<Schemas["PublishedEstate"]>("GET", "/estate/documents", "person:ana");
    isPublished = proposal.status === "published";
    assert.equal(estate.number, (first.number ?? 0) + (isPublished ? 1 : 0));
    assert.equal(estate.documents.length, 8 + (isPublished ? documentsCount : 0));
    if (isPublished) break;
  }
  if (!isPublished) await call("POST", `/proposals/${id}/publish`, "person:ana", {});
  const list = await call<{ total: number }>("GET", "/documents?kind=team", "person:ana");
  assert.equal(list.total, documentsCount + 2);
});
