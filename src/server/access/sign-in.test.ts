import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { Secret, TOTP } from "otpauth";
import { eventually } from "#store/test-database.ts";
import { startTestServer, type TestServer } from "../server.test-kit.ts";
import { asOperator, type Browser, goodPassword, newBrowser, signedIn } from "./access.test-kit.ts";

let server: TestServer;
let ana: Browser;
let ben: Browser;
before(async () => {
  server = await startTestServer([]);
  ana = await signedIn(server, "person:ana", ["viewer", "responder"]);
  ben = await signedIn(server, "person:ben", ["administrator", "approver"]);
});
after(() => server.stop());

const wrong = { name: "ana", password: "not the password" };
const logText = async () => (await asOperator(server, "GET", "/api/v1/log")).text;

test("a session names its person, and its cookie is of no use to pages and other sites", async () => {
  const browser = newBrowser(server);
  assert.equal((await browser.get("/api/v1/runs")).code(), "not-authenticated");
  assert.deepEqual((await browser.get("/api/v1/me")).json(), {
    actor: null,
    roles: [],
    signedInAt: null,
    trustsLoopback: false,
  });
  const answer = await browser.post("/api/v1/sign-in", { name: " Ana", password: goodPassword });
  assert.deepEqual(answer.json(), { state: "signed-in", factors: [] });
  const session = [answer.headers["set-cookie"]].flat().find((text) => text?.includes("session"));
  assert.match(session ?? "", /HttpOnly/);
  assert.match(session ?? "", /SameSite=Strict/);
  const me = (await browser.get("/api/v1/me")).json<{ actor: { ref: string }; roles: string[] }>();
  assert.equal(me.actor.ref, "person:ana");
  assert.deepEqual(me.roles, ["viewer", "responder"]);
  const token = [...browser.cookies.values()].join(" ");
  assert.ok(token.length > 40 && !(await logText()).includes(token));
});

test("over TLS the cookie is bound to the host, and elsewhere nobody can sign in without TLS", async () => {
  const tls = await startTestServer(["--public-url", "https://holdfast.example"]);
  try {
    await signedIn(tls, "person:ana", ["viewer"]).catch(() => {});
    const body = { name: "ana", password: goodPassword };
    const answer = await newBrowser(tls).post("/api/v1/sign-in", body, {
      host: "holdfast.example",
      origin: "https://holdfast.example",
    });
    const session = [answer.headers["set-cookie"]].flat().find((text) => text?.includes("session")) ?? "";
    assert.match(session, /^__Host-holdfast-session=[^;]{40,}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  } finally {
    await tls.stop();
  }
  const plain = await newBrowser(server).post("/api/v1/sign-in", wrong, {
    host: "10.0.0.7:7400",
    origin: "http://10.0.0.7:7400",
  });
  assert.equal(plain.code(), "needs-https");
});

test("signing in makes a new session in the place of the old one", async () => {
  const browser = newBrowser(server);
  await browser.post("/api/v1/sign-in", { name: "ana", password: goodPassword });
  const before = new Map(browser.cookies);
  await browser.post("/api/v1/sign-in", { name: "ana", password: goodPassword });
  const old = newBrowser(server);
  for (const [name, value] of before) old.cookies.set(name, value);
  assert.equal((await old.get("/api/v1/runs")).status, 401);
  assert.equal((await browser.get("/api/v1/runs")).status, 200);
});

test("another site's page cannot use a session, not even of an old browser", async () => {
  for (const headers of [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { "sec-fetch-site": "none" },
  ]) {
    const answer = await ana.post("/api/v1/account/sessions/end-others", {}, headers);
    assert.equal(answer.code(), "cross-site", JSON.stringify(headers));
  }
  const read = await ana.get("/api/v1/runs", { "sec-fetch-site": "cross-site" });
  assert.equal(read.code(), "cross-site");
  const login = await newBrowser(server).post("/api/v1/sign-in", wrong, { origin: "https://evil.example" });
  assert.equal(login.code(), "cross-site");
});

test("an unknown name is refused as a wrong password is, and no password stands anywhere", async () => {
  const one = await newBrowser(server).post("/api/v1/sign-in", wrong);
  const other = await newBrowser(server).post("/api/v1/sign-in", { ...wrong, name: "nobody-at-all" });
  assert.equal(one.status, 401);
  assert.deepEqual(one.json(), other.json());
  const text = await logText();
  assert.ok(text.includes("AccountCreated") && text.includes("RoleGranted"));
  for (const secret of [goodPassword, "argon2id", "/sign-in#link="])
    assert.ok(!text.includes(secret), secret);
});

test("guesses are slowed down for strangers and not for a browser that signed in before", async () => {
  const stranger = newBrowser(server);
  const answers: (string | undefined)[] = [];
  for (let tries = 0; tries < 8; tries++) {
    answers.push((await stranger.post("/api/v1/sign-in", { ...wrong, name: "ben" })).code());
  }
  assert.equal(answers.filter((code) => code === "sign-in-refused").length, 5);
  assert.equal(answers.at(-1), "too-many-guesses");
  const right = await stranger.post("/api/v1/sign-in", { name: "ben", password: goodPassword });
  assert.equal(right.status, 429, "also the right password has to wait");
  assert.ok(Number(right.headers["retry-after"]) >= 1);
  const own = await ben.post("/api/v1/sign-in", { name: "ben", password: goodPassword });
  assert.equal(own.status, 200, "the own browser is known");
});

test("many guesses at once are counted one by one", async () => {
  const stranger = newBrowser(server);
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => stranger.post("/api/v1/sign-in", { ...wrong, name: "nobody" })),
  );
  const tried = answers.filter((answer) => answer.code() === "sign-in-refused");
  assert.ok(tried.length <= 5, `${tried.length} were let through`);
});

test("a 403 says which role is needed and who has it", async () => {
  const body = { runbook: "by-hand", mode: "live", reason: "try" };
  const cem = await signedIn(server, "person:cem", ["viewer"]);
  const refused = (await cem.post("/api/v1/runs", body)).json<{ code: string; detail: string }>();
  assert.equal(refused.code, "role-missing");
  assert.match(refused.detail, /role planner, responder or commander. You have viewer. Ana has it/);
  const started = await ana.post("/api/v1/runs", body);
  assert.equal(started.status, 201, started.text);
  const { id } = started.json<{ id: string }>();
  assert.equal((await ana.post(`/api/v1/runs/${id}/abort`, { reason: "x" })).code(), "role-missing");
  assert.equal((await ana.get("/api/v1/access")).code(), "role-missing");
});

test("roles are given and taken with a reason, and hold at once", async () => {
  const change = (body: object) => ben.post("/api/v1/access/person:ana/roles", body);
  assert.equal((await change({ grant: ["planner"], revoke: [], reason: " " })).code(), "reason-missing");
  assert.equal((await change({ grant: ["auditor"], revoke: ["responder"], reason: "new post" })).status, 200);
  const { roles } = (await ana.get("/api/v1/me")).json<{ roles: string[] }>();
  assert.deepEqual(roles, ["viewer", "auditor"]);
  const history = await ana.get("/api/v1/access/history");
  const [newest] = history.json<{ events: { type: string; data: object; actor: { ref: string } }[] }>()
    .events;
  assert.equal(newest?.actor.ref, "person:ben");
  assert.equal((await change({ grant: ["responder"], revoke: ["auditor"], reason: "back" })).status, 200);
  const own = { grant: [], revoke: ["administrator"], reason: "leaves" };
  const last = await ben.post("/api/v1/access/person:ben/roles", own);
  assert.equal(last.code(), "last-administrator");
});

test("a session can be seen and ended, and its feed ends with it", async () => {
  const browser = newBrowser(server);
  await browser.post("/api/v1/sign-in", { name: "ana", password: goodPassword });
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const port = new URL(server.url).port;
  // Over a real socket the name of the cookie holds the port.
  const real = cookie.replaceAll("-80=", `-${port}=`);
  const feed = await fetch(`${server.url}/api/v1/feed`, {
    headers: { cookie: real, "sec-fetch-site": "same-origin" },
  });
  assert.equal(feed.status, 200);
  const { sessions } = (await ana.get("/api/v1/account")).json<{
    sessions: { id: string; isThis: boolean }[];
  }>();
  const theirs = (await browser.get("/api/v1/account")).json<{
    sessions: { id: string; isThis: boolean }[];
  }>();
  const id = theirs.sessions.find(({ isThis }) => isThis)?.id;
  assert.ok(sessions.some((session) => session.id === id && !session.isThis));
  assert.equal((await ana.post(`/api/v1/account/sessions/${id}/end`)).status, 200);
  await feed.text();
  assert.equal((await browser.get("/api/v1/runs")).status, 401);
  assert.equal((await ana.post(`/api/v1/account/sessions/${id}/end`)).code(), "credential-missing");
});

test("an authenticator app is asked for once it is confirmed, and each code is taken once", async () => {
  const began = await ana.post("/api/v1/account/totp/begin");
  const { seed, address } = began.json<{ seed: string; address: string }>();
  assert.match(address, /^otpauth:\/\/totp\/Holdfast:ana\?/);
  const app = new TOTP({ secret: Secret.fromBase32(seed) });
  assert.equal(
    (await ana.post("/api/v1/account/totp/confirm", { code: "000000" })).code(),
    "sign-in-refused",
  );
  const confirmed = await ana.post("/api/v1/account/totp/confirm", { code: app.generate() });
  const { codes } = confirmed.json<{ codes: string[] }>();
  assert.equal(new Set(codes).size, 10);
  const browser = newBrowser(server);
  const first = await browser.post("/api/v1/sign-in", { name: "ana", password: goodPassword });
  assert.deepEqual(first.json(), { state: "second-factor", factors: ["totp", "recovery-code"] });
  assert.equal((await browser.get("/api/v1/runs")).status, 401, "the password alone lets nobody in");
  const again = await browser.post("/api/v1/sign-in/second-factor", { code: app.generate() });
  assert.equal(again.code(), "sign-in-refused", "the code was used to confirm");
  const next = app.generate({ timestamp: Date.now() + 30_000 });
  assert.equal((await browser.post("/api/v1/sign-in/second-factor", { code: next })).status, 200);
  const lost = newBrowser(server);
  await lost.post("/api/v1/sign-in", { name: "ana", password: goodPassword });
  const typed = (codes[0] ?? "").toUpperCase().replaceAll("-", " ");
  assert.equal((await lost.post("/api/v1/sign-in/second-factor", { code: typed })).status, 200);
  await lost.post("/api/v1/sign-in", { name: "ana", password: goodPassword });
  const twice = await lost.post("/api/v1/sign-in/second-factor", { code: codes[0] ?? "" });
  assert.equal(twice.code(), "sign-in-refused");
  const text = await logText();
  for (const secret of [seed, ...codes]) assert.ok(!text.includes(secret));
});

test("the seed is sealed: the key file is for its owner only, and another key opens nothing", async () => {
  const file = path.join(server.dataFolder, "account-key");
  assert.equal(statSync(file).mode & 0o077, 0);
  assert.ok(readFileSync(file, "utf8").trim().length >= 43);
});

test("a reset ends password and sessions at once, and its link works once", async () => {
  const gone = newBrowser(server);
  await gone.post("/api/v1/sign-in", { name: "cem", password: goodPassword });
  const reset = (factors: boolean) =>
    ben.post("/api/v1/access/person:cem/reset", { factors, reason: "forgot it" });
  const first = (await reset(true)).json<{ link: string }>().link.split("=")[1];
  const second = (await reset(true)).json<{ link: string }>().link.split("=")[1];
  assert.equal((await gone.get("/api/v1/runs")).status, 401);
  const choose = (link: string | undefined, password = "another good sentence") =>
    newBrowser(server).post("/api/v1/sign-in/password", { link, password });
  assert.equal((await choose(first)).code(), "link-spent", "the newer link replaced it");
  assert.equal((await choose(second, "cem")).code(), "password-weak");
  assert.equal((await choose(second)).status, 200);
  assert.equal((await choose(second)).code(), "link-spent");
});

test("a disabled account lets nobody in by any way, until it is enabled", async () => {
  const dana = await ben.post("/api/v1/access/person:ana/disable", { reason: "left" });
  assert.equal(dana.status, 200, dana.text);
  assert.equal((await ana.get("/api/v1/runs")).status, 401);
  const right = await ana.post("/api/v1/sign-in", { name: "ana", password: goodPassword });
  assert.equal(right.code(), "account-disabled");
  assert.equal((await ben.post("/api/v1/access/person:ben/disable", { reason: "x" })).status, 409);
  assert.equal((await ben.post("/api/v1/access/person:ana/enable", { reason: "back" })).status, 200);
});

test("a token ends when it is revoked or its time is over, and no token makes another", async () => {
  const made = await ben.post("/api/v1/tokens", { person: "person:ben", name: "laptop", days: 30 });
  assert.equal(made.status, 201, made.text);
  const { token, id, expiresAt } = made.json<{ token: string; id: string; expiresAt: string }>();
  assert.ok(Date.parse(expiresAt) > Date.now());
  const withToken = { authorization: `Bearer ${token}` };
  const bare = newBrowser(server);
  assert.equal((await bare.get("/api/v1/runs", withToken)).status, 200);
  const other = await bare.post("/api/v1/tokens", { person: "person:ben" }, withToken);
  assert.equal(other.code(), "admin-only");
  const listed = (await ben.get("/api/v1/tokens")).json<{
    tokens: { id: string; usedAt: string | null }[];
  }>();
  assert.ok(listed.tokens.find((one) => one.id === id)?.usedAt);
  assert.equal((await ben.post(`/api/v1/tokens/${id}/revoke`)).status, 200);
  await eventually(async () => (await bare.get("/api/v1/runs", withToken)).status === 401, "the token ends");
});

test("sessions outlive a restart of the server", async () => {
  server = await server.restart();
  const cookies = new Map(ben.cookies);
  ben = newBrowser(server);
  for (const [name, value] of cookies) ben.cookies.set(name, value);
  assert.equal((await ben.get("/api/v1/access")).status, 200);
});
