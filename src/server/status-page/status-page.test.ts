import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import type { IncidentView } from "#core/incident/view.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";
import { writePage } from "./write-page.ts";

const root = mkdtempSync(path.join(os.tmpdir(), "holdfast-status-page-"));
after(() => rmSync(root, { recursive: true, force: true }));

async function tell(server: TestServer, address: string, as: string, body: object): Promise<IncidentView> {
  const answer = await ask(server, "POST", `/api/v1/incidents${address}`, { as, body });
  assert.ok(answer.status < 300, answer.text);
  return answer.json() as IncidentView;
}

async function publish(server: TestServer, id: string, text: string): Promise<string> {
  const [ana, ben] = ["person:ana", "person:ben"];
  const { updates } = await tell(server, `/${id}/updates`, ana, { audience: "Customers", text });
  const update = updates.at(-1)?.update ?? "";
  const early = await ask(server, "POST", `/api/v1/incidents/${id}/update-publications`, {
    as: ana,
    body: { update },
  });
  assert.equal((early.json() as { code: string }).code, "incident-status", "nobody has approved it yet");
  await tell(server, `/${id}/update-approvals`, ben, { update });
  await tell(server, `/${id}/update-publications`, ana, { update });
  return update;
}

async function until(holds: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(what);
}

test("[B4.6] the server keeps a folder in step with what is published, and writes it again after a restart", async () => {
  const folder = path.join(root, "kept");
  const page = path.join(folder, "index.html");
  const has = (text: string) => existsSync(page) && readFileSync(page, "utf8").includes(text);
  let server = await startTestServer(["--trust-loopback", "--status-page", folder]);
  try {
    await until(() => has("There is no notice at present"), "an empty page is a page");
    const { id } = await tell(server, "", "person:ana", { title: "SECRET-title", services: [] });
    const update = await publish(server, id, "Orders are slow.");
    await until(() => has("Orders are slow."), "the update is on the page");
    assert.doesNotMatch(readFileSync(page, "utf8"), /SECRET|person:/);
    const again = await ask(server, "POST", `/api/v1/incidents/${id}/update-publications`, {
      as: "person:ana",
      body: { update },
    });
    assert.equal((again.json() as { code: string }).code, "thing-over");

    rmSync(folder, { recursive: true });
    server = await server.restart();
    await until(() => has("Orders are slow."), "it is written again at the start");
    assert.deepEqual(readdirSync(folder).toSorted(), ["feed.atom", "index.html", "status.json"]);

    await tell(server, `/${id}/close`, "person:ana", { reason: "done", result: "restored" });
    await until(() => has("Over, since"), "what is over is shown as over");
    const files = await ask(server, "GET", "/api/v1/status-page?audience=CUSTOMERS&title=Shop", {
      as: "person:cem",
    });
    const [, , html] = (files.json() as { files: { name: string; text: string }[] }).files;
    assert.match(html?.text ?? "", /<title>Shop<\/title>.*Orders are slow/s);
    const none = await ask(server, "GET", "/api/v1/status-page?audience=staff", { as: "person:cem" });
    assert.doesNotMatch(none.text, /Orders are slow/);
  } finally {
    await server.stop();
  }
});

test("a folder that cannot be written is said, the server works on, and the page comes once it can", async () => {
  const folder = path.join(root, "in-the-way");
  writeFileSync(folder, "a file stands where the folder should be");
  const server = await startTestServer(["--trust-loopback", "--status-page", folder]);
  try {
    await until(
      () => server.lines.some((line) => /status page in .* cannot be written/.test(line)),
      "it is said",
    );
    assert.equal((await ask(server, "GET", "/readyz")).status, 200);
    rmSync(folder);
    await until(() => existsSync(path.join(folder, "index.html")), "it is written once it can be");
  } finally {
    await server.stop();
  }
});

test("[B4.6] whoever reads a file of the page while it is replaced gets one whole version of it", async () => {
  const folder = path.join(root, "replaced");
  const body = (letter: string) => `${letter.repeat(200_000)}end`;
  const version = (letter: string) => [{ name: "index.html", mediaType: "text/html", text: body(letter) }];
  await writePage(folder, version("a"));
  let isDone = false;
  const writing = (async () => {
    for (let round = 0; round < 40; round++) await writePage(folder, version(round % 2 === 0 ? "b" : "a"));
    isDone = true;
  })();
  let reads = 0;
  while (!isDone) {
    const text = readFileSync(path.join(folder, "index.html"), "utf8");
    assert.ok(text === body("a") || text === body("b"), `half a page: ${text.length} letters`);
    reads += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  await writing;
  assert.ok(reads > 5, `${reads} reads`);
});
