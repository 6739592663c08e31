import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { createTransport } from "nodemailer";
import { type Peer, smtpPeer } from "#channels/peers.test-kit.ts";
import type { IncidentView } from "#core/incident/view.ts";
import { StoreUnavailable } from "#engine/event-store.ts";
import type { AppPorts } from "../app-ports.ts";
import { IntakeFull } from "../intake/signal-writer.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";
import { takeMail } from "./take-mail.ts";

const people = `
apiVersion: holdfast/v1
kind: Person
metadata: { name: dora, title: Dora }
spec: { email: dora@example.test }
---
apiVersion: holdfast/v1
kind: Person
metadata: { name: emil, title: Emil }
spec: { email: emil@example.test }
`;

const ana = "person:ana";
const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-mail-"));
let server: TestServer;
let peer: Peer;

before(async () => {
  peer = await smtpPeer();
  const channels = path.join(folder, "channels.yaml");
  const smtp = `type: smtp, name: mail-a, host: 127.0.0.1, port: ${peer.port}, security: none`;
  writeFileSync(
    channels,
    `providers:\n  - { ${smtp}, from: "h@example.test", replyTo: "answers@example.test" }\n`,
  );
  server = await startTestServer([
    "--trust-loopback",
    "--channels",
    channels,
    "--mail-port",
    "0",
    "--mail-senders",
    "nagios@example.org,@monitor.example",
  ]);
  writeFileSync(path.join(server.estateFolder, "people.yaml"), people);
  await until(
    async () => (await ask(server, "GET", "/api/v1/documents/person:emil", { as: ana })).status === 200,
  );
});
after(async () => {
  await server.stop();
  await peer.close();
  rmSync(folder, { recursive: true });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("it did not come about in time");
}

type Mail = Parameters<ReturnType<typeof createTransport>["sendMail"]>[0];

/** Sends by real SMTP; the code and words of whoever took it, or did not. */
async function send(mail: Mail): Promise<{ code: number; text: string }> {
  const line = server.lines.findLast((each) => each.startsWith("takes mail at "));
  const port = Number(line?.split(":").at(-1));
  const transport = createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  try {
    const { response } = await transport.sendMail(mail);
    return { code: Number(response.slice(0, 3)), text: response };
  } catch (error) {
    const { responseCode, response } = error as { responseCode?: number; response?: string };
    return { code: responseCode ?? 0, text: response ?? String(error) };
  } finally {
    transport.close();
  }
}

const alert = (subject: string, more: object = {}) =>
  send({
    from: "nagios@example.org",
    to: "signals+backup@holdfast.example",
    subject,
    text: "It is full.",
    messageId: "<7@nagios>",
    date: new Date("2026-11-25T14:05:00Z"),
    ...more,
  });

async function signals(): Promise<{ title: string; source: string; status: string; labels: object }[]> {
  const answer = await ask(server, "GET", "/api/v1/signals", { as: ana });
  return (answer.json() as { signals: { title: string; source: string; status: string; labels: object }[] })
    .signals;
}

test("[B2.4] mail of senders that are allowed becomes signals, once, durable before it is acknowledged", async () => {
  assert.equal((await alert("PROBLEM: Disk is full")).code, 250);
  server = await server.restart();
  const [kept] = await signals();
  assert.deepEqual([kept?.title, kept?.source, kept?.status], ["Disk is full", "email", "firing"]);
  assert.deepEqual(kept?.labels, {
    from: "nagios@example.org",
    mailbox: "backup",
    "message-id": "<7@nagios>",
  });
  assert.equal((await alert("PROBLEM: Disk is full")).code, 250);
  assert.equal((await signals()).length, 1, "delivered again it is kept once");
  const over = { date: new Date("2026-11-25T14:25:00Z"), messageId: "<8@nagios>", from: "x@monitor.example" };
  assert.equal((await alert("RECOVERY: Disk is full", over)).code, 250);
  assert.equal((await signals())[0]?.status, "resolved");
});

test("whoever is not allowed, an address that is none, a mail without a subject and one that is too large are refused in words", async () => {
  const stranger = await alert("x", { from: "mallory@evil.example" });
  assert.deepEqual([stranger.code, /does not become signals/.test(stranger.text)], [550, true]);
  const suffix = await alert("x", { from: "a@notmonitor.example" });
  assert.equal(suffix.code, 550, "a domain is compared from its @");
  assert.equal((await alert("x", { to: "root@holdfast.example" })).code, 550);
  assert.equal((await alert("")).code, 554);
  const large = await alert("Large", { text: "a line of text\n".repeat(100_000) });
  assert.equal(large.code, 552, large.text);
  assert.ok(!(await signals()).some(({ title }) => title === "Large"));
});

test("a fault of ours asks the sender to try again, and loses nothing by saying 250", async () => {
  const mail = Buffer.from("From: nagios@example.org\r\nSubject: Disk\r\n\r\nfull\r\n");
  const boxes = [{ box: "signals", tag: null } as const];
  for (const fault of [new StoreUnavailable("gone"), new IntakeFull("full"), new TypeError("a bug")]) {
    const ports = { writer: { write: () => Promise.reject(fault) }, log: () => {} } as unknown as AppPorts;
    const answer = await takeMail(ports as never, { sender: "nagios@example.org", boxes, bytes: mail });
    assert.equal(answer.code, 451, fault.message);
  }
});

async function called(): Promise<{ id: string; messages: { id: string; text: string }[] }> {
  const opened = await ask(server, "POST", "/api/v1/incidents", { as: ana, body: { title: "Orders fail" } });
  const { id } = opened.json() as IncidentView;
  const before = peer.taken.length;
  const body = {
    text: "Come to the bridge.",
    parts: [{ role: "hands", need: 2, who: ["person:dora", "person:emil"] }],
  };
  const answer = await ask(server, "POST", `/api/v1/incidents/${id}/callouts`, { as: ana, body });
  assert.equal(answer.status, 200, answer.text);
  await until(() => peer.taken.length >= before + 2);
  const messages = peer.taken.slice(before).map((raw) => {
    const text = raw.replaceAll("=\r\n", "").replaceAll("=3D", "=");
    return { id: /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim() ?? "", text };
  });
  return { id, messages };
}

async function answersOf(id: string): Promise<Record<string, string>> {
  const view = (await ask(server, "GET", `/api/v1/incidents/${id}`, { as: ana })).json() as IncidentView;
  const people = view.callouts.flatMap((callout) => callout.people);
  return Object.fromEntries(
    people.map(({ person, status, how }) => [person, `${status} ${how ?? ""}`.trim()]),
  );
}

test("[A7.1] people answer a call by replying to its mail; machines, strangers and guesses answer nothing", async () => {
  const { id, messages } = await called();
  const dora = messages.find(({ text }) => /^To:.*dora@/im.test(text));
  const emil = messages.find(({ text }) => /^To:.*emil@/im.test(text));
  assert.ok(dora && emil);
  assert.match(dora.text, /^Reply-To: answers@example\.test/im);
  const code = /Reply "(\d{4}) yes"/.exec(emil.text)?.[1] ?? "";
  const quoted = dora.text.slice(dora.text.indexOf("\r\n\r\n") + 4).replaceAll(/^/gm, "> ");
  const reply = (from: string, text: string, more: object = {}) =>
    send({ from, to: "answers@example.test", subject: "Re: INCIDENT", text, ...more });

  const vacation = { headers: { "Auto-Submitted": "auto-replied" } };
  assert.equal((await reply("dora@example.test", `No, I am on holiday.\n\n${quoted}`, vacation)).code, 250);
  const unclear = await reply("dora@example.test", `Who is this?\n\n${quoted}`);
  assert.deepEqual([unclear.code, /Begin with yes or no/.test(unclear.text)], [550, true]);
  assert.equal((await reply("mallory@evil.example", `${code} yes`, { inReplyTo: emil.id })).code, 550);
  assert.equal(
    (await reply("emil@example.test", "0000 yes", { inReplyTo: emil.id })).code,
    code === "0000" ? 250 : 550,
  );
  assert.equal((await reply("emil@example.test", `${code} yes`)).code, 550, "which call is not said");
  assert.doesNotMatch(Object.values(await answersOf(id)).join(), /reply/);

  assert.equal((await reply("dora@home.example", `Yes, ten minutes.\n\n${quoted}`)).code, 250);
  assert.equal((await reply("Emil@Example.test", `${code} no`, { inReplyTo: emil.id })).code, 250);
  const answers = await answersOf(id);
  assert.match(answers["person:dora"] ?? "", /coming reply/);
  assert.match(answers["person:emil"] ?? "", /cannot reply/);
});
