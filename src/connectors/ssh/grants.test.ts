import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { GrantRequest } from "#connectors/connector.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { sshAccess } from "./access.ts";
import { sshGrants } from "./grants.ts";
import { startHost, type TestHost, withoutSshd } from "./sshd.test-kit.ts";

let host: TestHost;
before(async () => {
  if (withoutSshd === false) host = await startHost();
});
after(async () => host?.end());

const skip = withoutSshd;

const request = (grant: string, more: Partial<GrantRequest> = {}): GrantRequest => ({
  grant,
  grantee: "person:ana",
  component: "component:host",
  as: ["operator"],
  until: new Date(Date.now() + 300_000).toISOString(),
  ...more,
});

function done(outcome: Outcome): JsonObject {
  assert.equal(outcome.status, "done", JSON.stringify(outcome));
  return (outcome.status === "done" ? outcome.output : {}) as JsonObject;
}

function failed(outcome: Outcome): string {
  assert.equal(outcome.status, "failed", JSON.stringify(outcome));
  return outcome.status === "failed" ? outcome.message : "";
}

async function issue(
  asked: GrantRequest,
  number = 1,
  publicKey: string | null = host.publicKey,
): Promise<Outcome> {
  return sshGrants.issue({ ...asked, issue: number, publicKey }, host.context("issue"));
}

async function certificateOf(asked: GrantRequest, number = 1): Promise<string> {
  const { credential } = done(await issue(asked, number)) as { credential: { certificate: string } };
  return credential.certificate;
}

test("[B4.4] a certificate lets in as its principal, ends with the grant, and so does the session it opened", {
  skip,
}, async () => {
  const asked = request("login1");
  done(await sshGrants.open(asked, host.context("open")));
  const certificate = await certificateOf(asked);
  assert.equal((await host.login(certificate, "echo in")).text, "in\n");
  const session = await host.stay(certificate);
  const ended = new Promise((resolve) => session.once("close", resolve));
  const { sessionsEnded, uses } = done(await sshGrants.close(asked, host.context("close")));
  await ended;
  assert.equal(sessionsEnded, 1);
  const seen = uses as readonly { from: string; what: string }[];
  assert.equal(seen.length, 2, "both logins are on record");
  assert.equal(seen[0]?.from, "127.0.0.1");
  assert.match(seen[0]?.what ?? "", new RegExp(`^login as ${os.userInfo().username}, certificate \\d+$`));
  assert.match((await host.login(certificate, "echo in")).text, /Permission denied/);
  assert.match(await host.log(), /revoked/);
  assert.match(failed(await issue(asked, 2)), /void for good/, "who comes late is not let in");
  assert.match(failed(await sshGrants.open(asked, host.context("open"))), /void for good/);
  done(await sshGrants.close(asked, host.context("close")));
});

test("[B4.4] another principal, a time that is over and a certificate that was replaced are refused by the host", {
  skip,
}, async () => {
  const stranger = request("stranger", { as: ["stranger"] });
  assert.match((await host.login(await certificateOf(stranger), "echo in")).text, /Permission denied/);
  const short = request("short", { until: new Date(Date.now() + 4_000).toISOString() });
  const certificate = await certificateOf(short);
  const deadline = Date.now() + 30_000;
  let answer = await host.login(certificate, "echo in");
  while (answer.code === 0 && Date.now() < deadline) answer = await host.login(certificate, "echo in");
  assert.match(answer.text, /Permission denied/);
  assert.match(failed(await issue(short)), /time of the grant is over/);
  const twice = request("twice");
  const first = await certificateOf(twice, 1);
  assert.equal((await host.login(first, "echo in")).code, 0);
  const second = await certificateOf(twice, 2);
  assert.match((await host.login(first, "echo in")).text, /Permission denied/);
  assert.equal((await host.login(second, "echo in")).code, 0, "one that is void does not make others void");
});

test("[B4.4] a certificate permits a terminal and nothing else, and what the access forces", {
  skip,
}, async () => {
  const forced = { ...host.access, forceCommand: "echo forced" };
  const context = { ...host.context("issue"), access: async () => forced };
  const made = done(
    await sshGrants.issue({ ...request("forced"), issue: 1, publicKey: host.publicKey }, context),
  );
  const { certificate } = made["credential"] as { certificate: string };
  assert.equal((await host.login(certificate, "echo free")).text, "forced\n");
  const elsewhere = { ...host.access, sourceAddress: "192.0.2.1" };
  const far = { ...host.context("issue"), access: async () => elsewhere };
  const other = done(await sshGrants.issue({ ...request("far"), issue: 1, publicKey: host.publicKey }, far));
  const { certificate: remote } = other["credential"] as { certificate: string };
  assert.match((await host.login(remote, "echo in")).text, /Permission denied/);
});

test("[B4.4] many grants end at once, and every one of them is void", { skip }, async () => {
  const many = Array.from({ length: 8 }, (_, index) => request(`many${index}`));
  const certificates = await Promise.all(many.map((asked) => certificateOf(asked)));
  await Promise.all(many.map(async (asked) => done(await sshGrants.close(asked, host.context("close")))));
  for (const certificate of certificates) assert.notEqual((await host.login(certificate, "echo in")).code, 0);
});

test("[B4.4] bad keys and a bad authority are said in words, and the authority's key stays nowhere", {
  skip,
}, async () => {
  for (const key of [
    null,
    "",
    "ssh-ed25519",
    "-----BEGIN OPENSSH PRIVATE KEY-----",
    `${host.publicKey}\nx y`,
  ])
    assert.match(failed(await issue(request("bad"), 1, key)), /public key, one line/);
  const access = { ...host.access, certificateAuthority: "no key at all" };
  const outcome = await sshGrants.open(request("bad"), {
    ...host.context("open"),
    access: async () => access,
  });
  assert.match(failed(outcome), /ssh-keygen/);
  assert.ok(!JSON.stringify(outcome).includes("no key at all"));
  const left = readdirSync(os.tmpdir()).filter((name) => name.startsWith("holdfast-ssh-"));
  assert.deepEqual(left, []);
});

test("[B4.4] sessions on another host are ended by the declared program, and an access without one is refused", {
  skip,
}, async () => {
  const script = path.join(host.folder, "end-sessions");
  await writeFile(script, `#!/bin/sh\necho "$HOLDFAST_KEY_ID" > ${script}.seen\necho 3\n`, { mode: 0o755 });
  const access = { ...host.access, local: false, endSessions: [script] };
  const context = { ...host.context("close"), access: async () => access };
  assert.equal(done(await sshGrants.close(request("remote"), context))["sessionsEnded"], 3);
  assert.ok(existsSync(`${script}.seen`));
  await rm(script);
  const gone = await sshGrants.close(request("remote2"), context);
  assert.match(failed(gone), /is not there/, "nobody can say that the sessions have ended");
  const parsed = sshAccess.safeParse({ ...host.access, local: false });
  assert.match(parsed.error?.issues[0]?.message ?? "", /say how sessions are ended/);
});
