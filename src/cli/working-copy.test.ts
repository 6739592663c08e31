import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { ask, startTestServer, testEstate, type TestServer } from "#server/server.test-kit.ts";

let server: TestServer;
let folder: string;
before(async () => {
  server = await startTestServer();
  folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-copy-"));
});
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the command line as a process, as somebody. */
function as(name: string, ...args: readonly string[]): Promise<Ended> {
  const main = path.join(import.meta.dirname, "main.ts");
  const env = { ...process.env, HOLDFAST_URL: server.url, HOLDFAST_ACTOR: `person:${name}` };
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

const file = () => path.join(folder, "estate.yaml");
const edit = (from: string | RegExp, to: string) =>
  writeFileSync(file(), readFileSync(file(), "utf8").replace(from, to));

/** Publishes what the folder holds: Cem proposes, Ana and Ben approve. */
async function publishFolder(): Promise<void> {
  const applied = await as("cem", "apply", folder, "--title", "From the folder", "--json");
  assert.equal(applied.code, 0, applied.stderr);
  const { id } = JSON.parse(applied.stdout) as { id: string };
  for (const who of ["ana", "ben"]) await as(who, "proposal", "approve", id);
  const published = await as("cem", "proposal", "publish", id);
  assert.equal(published.code, 0, published.stderr);
}

/** Somebody else changes a document on the server. */
async function publishElsewhere(ref: string, from: string | RegExp, to: string): Promise<void> {
  const found = (await ask(server, "GET", `/api/v1/documents/${ref}`)).json() as { text: string };
  const body = { title: "Elsewhere", changes: [{ text: found.text.replace(from, to) }] };
  const opened = await ask(server, "POST", "/api/v1/proposals", { as: "person:cem", body });
  const { id } = opened.json() as { id: string };
  for (const who of ["person:ana", "person:ben"]) {
    await ask(server, "POST", `/api/v1/proposals/${id}/approve`, { as: who, body: {} });
  }
  const published = await ask(server, "POST", `/api/v1/proposals/${id}/publish`, {
    as: "person:cem",
    body: {},
  });
  assert.equal(published.status, 200, published.text);
}

test("[A3.2] a pulled folder is the server's, byte for byte, and says that nothing differs", async () => {
  const pulled = await as("cem", "pull", folder);
  assert.equal(pulled.code, 0, pulled.stderr);
  assert.equal(readFileSync(file(), "utf8"), testEstate);
  const diff = await as("cem", "diff", folder);
  assert.equal(diff.code, 0, diff.stderr);
  assert.equal(diff.stdout, "");
});

test("[A3.2] what was changed in a folder is shown, tried, proposed, reviewed and published, comments and all", async () => {
  edit("title: Databases }", "title: DBA team } # renamed by hand");
  const diff = await as("cem", "diff", folder);
  assert.equal(diff.code, 1);
  assert.match(diff.stdout, /team:dba: changed here[^]*- metadata.*Databases[^]*\+ metadata.*DBA team/);
  const tried = await as("cem", "apply", folder, "--dry-run");
  assert.match(tried.stderr, /1 documents would be proposed \(dry run\)/);
  assert.equal((await as("cem", "proposal", "list")).stdout.trim(), "");
  await publishFolder();
  const shown = await as("cem", "document", "show", "team:dba");
  assert.match(shown.stdout, /DBA team \} # renamed by hand/);
  assert.equal((await as("cem", "diff", folder)).code, 0);
  assert.match((await as("cem", "document", "show", "team:dba", "--history")).stdout, /From the folder/);
});

test("[A3.2] a document changed here and there is merged where lines permit, and shown with both sides where not", async () => {
  await publishElsewhere("runbook:by-hand", "title: Look,", "title: Look well,");
  await publishElsewhere("team:crisis", "capacity: 2", "capacity: 3");
  edit("{ id: right, title: Right }", "{ id: right, title: To the right }");
  edit(/(name: crisis[^]*?)capacity: 2/, "$1capacity: 9");
  const applied = await as("cem", "apply", folder);
  assert.equal(applied.code, 1);
  assert.match(applied.stdout, /team:crisis: changed here and on the server/);
  const before = readFileSync(file(), "utf8");
  const tried = await as("cem", "pull", folder, "--dry-run");
  assert.equal(tried.code, 1);
  assert.equal(readFileSync(file(), "utf8"), before, "a dry run writes nothing");

  const pulled = await as("cem", "pull", folder);
  assert.equal(pulled.code, 1);
  assert.match(pulled.stdout, /<<<<<<< ours[^]*capacity: 9[^]*=======[^]*capacity: 3[^]*>>>>>>> theirs/);
  const text = readFileSync(file(), "utf8");
  assert.match(text, /Look well/);
  assert.match(text, /To the right/);
  assert.match(text, /capacity: 9/, "what is in conflict was left as it was");
  assert.equal((await as("cem", "pull", folder, "--mine")).code, 0);
  await publishFolder();
  assert.match((await as("cem", "document", "show", "team:crisis")).stdout, /capacity: 9/);
  assert.equal((await as("cem", "diff", folder)).code, 0);
});

test("a folder without a common past overwrites nothing and is overwritten by nothing unasked", async () => {
  const other = mkdtempSync(path.join(os.tmpdir(), "holdfast-copy-"));
  const place = path.join(other, "mine.yaml");
  const mine = "apiVersion: holdfast/v1\nkind: Team\nmetadata: { name: crisis, title: Mine }\nspec: {}\n";
  writeFileSync(place, mine);
  const applied = await as("cem", "apply", other);
  assert.equal(applied.code, 1);
  assert.match(applied.stdout, /team:crisis: .*what both began with is not known/);
  const pulled = await as("cem", "pull", other);
  assert.equal(pulled.code, 1);
  assert.equal(readFileSync(place, "utf8"), mine);
  assert.equal(existsSync(path.join(other, "estate.yaml")), true, "what is only there was taken");
  const taken = await as("cem", "pull", other, "--theirs");
  assert.equal(taken.code, 0, taken.stderr);
  assert.match(readFileSync(place, "utf8"), /title: Crisis/);
  rmSync(other, { recursive: true, force: true });
});

test("[A3.6] what is stale is listed with its reason, and reviewed by its owner", async () => {
  assert.equal((await as("ana", "stale")).code, 0);
  await publishElsewhere("site:east", "spec: {}", "spec: { location: Basel }");
  const stale = await as("ana", "stale");
  assert.equal(stale.code, 1);
  assert.match(
    stale.stdout,
    /runbook:by-hand steps: .*team:dba\n +site:east was changed in location by person:cem at .*service:orders → site:east/,
  );
  const foreign = await as("ben", "stale", "review", "runbook:by-hand");
  assert.equal(foreign.code, 4);
  assert.equal((await as("ana", "stale", "review", "runbook:by-hand", "--note", "still right")).code, 0);
  assert.equal((await as("ana", "stale")).stdout, "nothing is stale\n");
});

test("[A1.6] a document is signed at the revision that was read", async () => {
  const shown = await as("ana", "document", "show", "service:orders", "--json");
  const { summary } = JSON.parse(shown.stdout) as { summary: { revision: string } };
  const args = ["sign-off", "service:orders", "--revision", summary.revision, "--expires", "2099-12-31"];
  const signed = await as("ana", ...args);
  assert.equal(signed.code, 0, signed.stderr);
  assert.match(signed.stdout, /^signed service:orders at [0-9a-f]{12} until 2099-12-31\n$/);
  assert.equal((await as("ben", ...args)).code, 4);
});

test("a folder in which a document cannot be told is not applied: what is missing would look removed", async () => {
  const other = mkdtempSync(path.join(os.tmpdir(), "holdfast-copy-"));
  writeFileSync(path.join(other, "broken.yaml"), "kind: [\n");
  const applied = await as("cem", "apply", other);
  assert.equal(applied.code, 2);
  assert.match(applied.stderr, /without a readable kind and name.*holdfast check/);
  rmSync(other, { recursive: true, force: true });
});

test("[A6.6] a rename shows all it would touch, does nothing by itself, and goes the way of a proposal", async () => {
  const args = ["rename", "team:crisis", "team:emergency"];
  const shown = await as("cem", ...args);
  assert.equal(shown.code, 0, shown.stderr);
  assert.match(shown.stdout, /person:cem spec\.teams\[0\]: team:crisis becomes team:emergency/);
  assert.match(shown.stdout, /plans and runbooks concerned: runbook:by-hand/);
  assert.match(shown.stderr, /nothing was done \(dry run\)/);
  assert.equal((await as("cem", "document", "show", "team:emergency")).code, 2);
  const proposed = await as("cem", ...args, "--propose", "--json");
  const { id, documents } = JSON.parse(proposed.stdout) as { id: string; documents: readonly unknown[] };
  assert.equal(documents.length, 4);
  const review = await as("ana", "proposal", "review", id);
  assert.match(review.stdout, /\+ .*by: team:emergency/);
  for (const who of ["ana", "ben"]) await as(who, "proposal", "approve", id);
  const published = await as("cem", "proposal", "publish", id);
  assert.equal(published.code, 0, published.stderr);
  assert.match((await as("cem", "document", "show", "runbook:by-hand")).stdout, /by: team:emergency/);
  assert.equal((await as("cem", ...args)).code, 2, "there is no such team any more");
});

test("an empty server gets its first documents from its operator, and only while it is empty", async (t) => {
  const empty = await startTestServer(["--trust-loopback"], { hasEstate: false });
  t.after(() => empty.stop());
  const first = mkdtempSync(path.join(os.tmpdir(), "holdfast-copy-"));
  writeFileSync(path.join(first, "estate.yaml"), testEstate);
  const args = [
    "--url",
    empty.url,
    "apply",
    first,
    "--title",
    "First",
    "--first",
    "--data",
    empty.dataFolder,
  ];
  const made = await as("nobody", ...args);
  assert.equal(made.code, 0, made.stderr);
  assert.match(made.stdout, /publication 1: 8 documents/);
  writeFileSync(path.join(first, "estate.yaml"), testEstate.replace("title: Ana", "title: Mallory"));
  const again = await as("nobody", ...args, "--mine");
  assert.equal(again.code, 4);
  assert.match(again.stderr, /not empty/);
  const proposed = await as("ben", "--url", empty.url, "apply", first, "--mine");
  assert.equal(proposed.code, 0, proposed.stderr);
  rmSync(first, { recursive: true, force: true });
});
