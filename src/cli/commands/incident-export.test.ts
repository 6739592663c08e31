import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "#server/server.test-kit.ts";
import { runVerb } from "../run-verb.test-kit.ts";

let server: TestServer;
let incident: string;
let between: string;
const file = (name: string) => path.join(server.dataFolder, name);

async function holdfast(...args: string[]) {
  return runVerb(["--url", server.url, "--as", "person:ana", ...args]);
}

async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await holdfast(...args);
  assert.equal(code, 0, stderr);
  return stdout;
}

before(async () => {
  server = await startTestServer();
  const made = await done("incident", "open", "Orders fail", "--service", "service:orders", "--json");
  incident = (JSON.parse(made) as { id: string }).id;
  await done("incident", "note", incident, "=smoke in the hall");
  await new Promise((resolve) => setTimeout(resolve, 20));
  between = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await done("incident", "correct", incident, "3", "dust, no smoke", "--reason", "looked again");
  writeFileSync(file("key.pem"), await done("evidence", "public-key"));
});
after(() => server.stop());

const verify = (name: string) =>
  runVerb(["--url", "http://127.0.0.1:9", "evidence", "verify", file(name), "--public-key", file("key.pem")]);

test("[A7.6] the log of an incident is a bundle that verifies with the public key alone, and a changed byte is found", async () => {
  await done("incident", "export", incident, "--out", file("all.jsonl"));
  const verified = await verify("all.jsonl");
  assert.equal(verified.code, 0, verified.stderr);
  assert.match(verified.stdout, /^verified: 4 events of 1 log/);
  const bytes = readFileSync(file("all.jsonl"));
  // One byte in every part of the file, so that no line of it can be changed unseen.
  const step = Math.max(1, Math.floor(bytes.length / 31));
  let changed = 0;
  for (let place = 3; place < bytes.length; place += step) {
    const copy = Buffer.from(bytes);
    copy[place] = (copy[place] ?? 0) === 0x61 ? 0x62 : 0x61;
    if (copy.equals(bytes)) continue;
    writeFileSync(file("changed.jsonl"), copy);
    assert.equal((await verify("changed.jsonl")).code, 1, `byte ${place} was changed and nobody saw`);
    changed += 1;
  }
  assert.ok(changed > 25, `${changed} bytes`);
});

test("[A7.6] what was known at an instant is told by every format alike", async () => {
  const at = ["--at", between];
  const whole = await done("incident", "export", incident, "--format", "json");
  const { entries } = JSON.parse(whole) as { entries: { correctedBy: number[]; detail: string }[] };
  assert.equal(entries.length, 4);
  assert.deepEqual(entries[2]?.correctedBy, [4]);
  assert.match(entries[2]?.detail ?? "", /smoke/);

  const json = JSON.parse(await done("incident", "export", incident, "--format", "json", ...at)) as {
    entries: { hash: string }[];
    head: { hash: string };
    knownAt: string;
  };
  assert.deepEqual([json.entries.length, json.knownAt], [3, between]);
  await done("incident", "export", incident, ...at, "--out", file("then.jsonl"));
  const verified = await verify("then.jsonl");
  assert.match(verified.stdout, /^verified: 3 events/, verified.stderr);
  assert.ok(readFileSync(file("then.jsonl"), "utf8").includes(json.head.hash), "the same end of the log");

  const csv = await done("incident", "export", incident, "--format", "csv", ...at);
  assert.match(csv, /entry,3,.*,person:ana,Note,"'=smoke in the hall"/);
  assert.doesNotMatch(csv, /dust/);
  const text = await done("incident", "export", incident, "--format", "md", ...at);
  assert.match(text, /what was known at/);
  assert.doesNotMatch(text, /dust/);
  assert.equal((await holdfast("incident", "export", incident, "--at", "2020-01-01T00:00:00Z")).code, 2);
});

const reader = spawnSync("pdftotext", ["-v"]).error;

test("[A7.6] the log is a PDF that people can read, and says so where a file is needed", async () => {
  await done("incident", "export", incident, "--format", "pdf", "--out", file("log.pdf"));
  const pdf = readFileSync(file("log.pdf"));
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  assert.ok(pdf.includes("pdfuaid"), "it says that it is PDF/UA");
  const refused = await holdfast("incident", "export", incident, "--format", "pdf");
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /--out FILE/);
  if (reader) return;
  const { stdout } = spawnSync("pdftotext", ["-layout", file("log.pdf"), "-"]);
  const text = stdout.toString().replaceAll("\u200B", "");
  for (const word of [
    "Orders fail",
    "smoke in the hall",
    "CORRECTED by entry 4",
    "dust, no smoke",
    "page 1 of",
  ])
    assert.ok(text.includes(word), `${word} in\n${text}`);
});

test("[B4.6] the status page of an audience is written as static files, with nothing that was not published", async () => {
  const drafted = await done("incident", "draft", incident, "Customers", "Orders are slow.", "--json");
  const update = (JSON.parse(drafted) as { updates: { update: string }[] }).updates[0]?.update ?? "";
  const early = await holdfast("incident", "publish", incident, update);
  assert.match(early.stderr, /Only what is approved is published/);
  const approved = await runVerb([
    "--url",
    server.url,
    "--as",
    "person:ben",
    "incident",
    "approve-update",
    incident,
    update,
  ]);
  assert.equal(approved.code, 0, approved.stderr);
  const out = file("page");
  await done("incident", "status-page", "--out", out);
  assert.doesNotMatch(
    readFileSync(path.join(out, "index.html"), "utf8"),
    /Orders/,
    "approved is not published",
  );
  await done("incident", "publish", incident, update);
  assert.match(await done("incident", "status-page", "--out", out), /index\.html {2}\d+ bytes/);
  for (const name of ["index.html", "feed.atom", "status.json"]) {
    const text = readFileSync(path.join(out, name), "utf8");
    assert.match(text, /Orders are slow/, name);
    assert.doesNotMatch(text, /Orders fail|smoke|dust|person:|service:/, name);
  }
});
