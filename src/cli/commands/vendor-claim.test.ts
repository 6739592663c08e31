import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { startTestServer, type TestServer } from "#server/server.test-kit.ts";
import { runVerb } from "../run-verb.test-kit.ts";

const documents = `
apiVersion: holdfast/v1
kind: Vendor
metadata: { name: fibreco, title: FibreCo }
spec: { owner: team:dba }
---
apiVersion: holdfast/v1
kind: Contract
metadata: { name: lines, title: Lines }
spec: { owner: team:dba, vendor: vendor:fibreco, responseTime: PT1H, restoreTime: PT4H, hours: 24x7 }
`;

let server: TestServer;
const file = (name: string) => path.join(server.dataFolder, name);
const holdfast = (...args: string[]) => runVerb(["--url", server.url, "--as", "person:ana", ...args]);

async function done(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await holdfast(...args);
  assert.equal(code, 0, stderr);
  return stdout;
}

before(async () => {
  server = await startTestServer();
  writeFileSync(path.join(server.estateFolder, "vendors.yaml"), documents);
  writeFileSync(file("key.pem"), await done("evidence", "public-key"));
});
after(() => server.stop());

type Incident = { id: string; vendorCases: { case: string; restoreDueAt: string; openedAt: string }[] };

async function called(contract: string): Promise<Incident> {
  const { id } = JSON.parse(await done("incident", "open", "SECRET-title", "--json")) as Incident;
  const args = ["incident", "call-vendor", id, "vendor:fibreco", "The line is down", "--contract", contract];
  for (let tries = 0; tries < 300; tries++) {
    const { code, stdout } = await holdfast(...args, "--json");
    if (code === 0) return JSON.parse(stdout) as Incident;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail("the contract was not published");
}

test("[B4.5] [A7.5] a claim is a bundle that verifies alone, with nothing else of the incident in it, and words to read", async () => {
  const { id, vendorCases } = await called("lines");
  const [first] = vendorCases;
  assert.ok(first);
  assert.equal(Date.parse(first.restoreDueAt) - Date.parse(first.openedAt), 4 * 3600_000);
  await done("incident", "note", id, "SECRET-note");
  const promised = new Date(Date.now() + 3600_000).toISOString();
  await done("incident", "vendor-said", id, first.case, "promised", "--promised-at", promised);
  await done("incident", "vendor-said", id, first.case, "missed", "--note", "nobody came");

  await done("incident", "vendor-claim", id, first.case, "--format", "bundle", "--out", file("claim.jsonl"));
  const verify = () => runVerb(["evidence", "verify", file("claim.jsonl"), "--public-key", file("key.pem")]);
  const verified = await verify();
  assert.match(verified.stdout, /^verified: 3 events of 1 log \(an excerpt\)/, verified.stderr);
  const bundle = readFileSync(file("claim.jsonl"), "utf8");
  assert.doesNotMatch(bundle, /SECRET/);
  const lines = bundle.split("\n");
  const without = lines.filter((line) => !line.includes("nobody came"));
  for (const [changed, why] of [
    [bundle.replace("nobody came", "somebody came"), /was changed/],
    [without.join("\n"), /is missing/],
    [bundle.replace('"version":3', '"version":4'), /not in the manifest|was changed/],
    [bundle.replace(/"excerpt/, '"except'), /valid signature/],
    [bundle.replace(/"hash":"[0-9a-f]{4}/, (found) => `${found.slice(0, -4)}0000`), /changed|log/],
  ] as const) {
    assert.notEqual(changed, bundle, String(why));
    writeFileSync(file("claim.jsonl"), changed);
    const refused = await verify();
    assert.equal(refused.code, 1, String(why));
    assert.match(refused.stderr, why);
  }

  const text = await done("incident", "vendor-claim", id, first.case);
  assert.match(text, /vendor:fibreco: The line is down/);
  assert.match(text, /1 promise was not kept/);
  assert.match(text, /\| restoration \| 240 min \|/);
  await done("incident", "vendor-claim", id, first.case, "--format", "pdf", "--out", file("claim.pdf"));
  assert.ok(readFileSync(file("claim.pdf")).includes("pdfuaid"));
});

test("a contract of another vendor, or none of that name, starts no clock: it is refused", async () => {
  const { id } = await called("lines");
  const refused = await holdfast("incident", "call-vendor", id, "vendor:fibreco", "x", "--contract", "lnes");
  assert.equal(refused.code, 2);
  assert.match(refused.stderr, /vendor:fibreco has no contract lnes/);
  assert.equal((await holdfast("incident", "vendor-claim", id, "nosuch")).code, 2);
});
