import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, afterEach, before, test } from "node:test";
import { Secret, TOTP } from "otpauth";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { asOperator, goodPassword } from "#server/access/access.test-kit.ts";
import { startTestServer, type TestServer } from "#server/server.test-kit.ts";
import { buildConsole } from "../../scripts/build-console.ts";
import { clearPages, noBrowser, patienceMilliseconds } from "./console.test-kit.ts";
import { violations } from "./console-hands.test-kit.ts";
import { type IdentityProvider, startIdentityProvider } from "./identity-provider.test-kit.ts";

const skip = noBrowser ?? false;
let server: TestServer;
let provider: IdentityProvider;
let browser: Browser;
let url: string;
const secrets = mkdtempSync(path.join(os.tmpdir(), "holdfast-sign-in-"));

before(async () => {
  if (noBrowser !== null) return;
  const built = buildConsole();
  if (built.status === "failed") throw new Error(`the console does not build:\n${built.output}`);
  provider = await startIdentityProvider();
  const secretFile = path.join(secrets, "client-secret");
  writeFileSync(secretFile, provider.clientSecret);
  const oidc = {
    issuer: provider.issuer,
    "client-id": provider.clientId,
    "client-secret": `secret:file/${secretFile}`,
    title: "Example ID",
    "person-claim": "preferred_username",
    scope: "openid profile groups",
    roles: "on-call=viewer,responder; audit=auditor",
  };
  const flags = Object.entries(oidc).flatMap(([name, value]) => [`--oidc-${name}`, value]);
  server = await startTestServer(flags);
  // Browsers bind passkeys to a name, and 127.0.0.1 is none.
  url = server.url.replace("127.0.0.1", "localhost");
  provider.open(
    `${url}/api/v1/sign-in/provider/callback`,
    new Map([["cem", { groups: ["on-call", "other"] }]]),
  );
  browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
});

afterEach((t) => clearPages(browser?.contexts().flatMap((context) => context.pages()) ?? [], t));
after(async () => {
  await browser?.close();
  await server?.stop();
  await provider?.close();
  rmSync(secrets, { recursive: true, force: true });
});

async function newPage(context?: BrowserContext, scheme: "light" | "dark" = "light"): Promise<Page> {
  const at =
    context ?? (await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 900 } }));
  const page = await at.newPage();
  page.setDefaultTimeout(3 * patienceMilliseconds);
  return page;
}

async function linkFor(person: string, roles: readonly string[]): Promise<string> {
  const body = { person, roles, reason: "first start" };
  const made = await asOperator(server, "POST", "/api/v1/access/accounts", body);
  assert.equal(made.status, 201, made.text);
  return made.json<{ link: string }>().link;
}

async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByLabel("Name").fill(name);
  await page.locator("input[autocomplete=current-password]").fill(goodPassword);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const menuOf = (page: Page, title: string) => page.getByRole("button", { name: title, exact: true });

async function signOut(page: Page, title: string): Promise<void> {
  await menuOf(page, title).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
}

/** Shows the page to a critical eye, when somebody asks for it. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env["SCREENSHOTS"];
  if (folder === undefined) return;
  for (const width of [1440, 768, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: path.join(folder, `${name}-${width}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Adds an authenticator app on the page of the account, and keeps its recovery codes. */
async function addApp(page: Page): Promise<TOTP> {
  await page.goto(`${url}/account`);
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  const seed = ((await page.getByTestId("totp-seed").textContent()) ?? "").replaceAll(" ", "");
  const app = new TOTP({ secret: Secret.fromBase32(seed) });
  await look(page, "account-app");
  assert.deepEqual(await violations(page), []);
  await page.getByLabel("Code of the app").fill(app.generate());
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("Keep these recovery codes").waitFor();
  assert.equal(await page.locator(".account-codes li").count(), 10);
  await page.getByRole("button", { name: "I have kept them" }).click();
  return app;
}

/** Adds a passkey of a device that says yes to everything. */
async function addPasskey(page: Page): Promise<void> {
  const devices = await page.context().newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(`${url}/account`);
  await page.getByLabel("What to call it").fill("work laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("work laptop").first().waitFor();
  await look(page, "account");
}

/** As an administrator: makes an account for Ana that may only see and respond; answers its link. */
async function makeAccountOfAna(page: Page): Promise<string> {
  await page.goto(`${url}/access`);
  await page.getByRole("button", { name: "Ana" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why").waitFor();
  await dialog.getByText("Say why: it stands in the log.").first().waitFor();
  for (const role of ["planner", "commander", "approver", "auditor", "administrator"]) {
    const box = dialog.getByRole("checkbox", { name: new RegExp(`^${role}`) });
    if (await box.isChecked()) await box.uncheck();
  }
  await dialog.getByLabel("Why").fill("joins the on-call rota");
  await dialog.getByRole("button", { name: "Make an account with these roles" }).click();
  const given = (await dialog.getByText(/\/sign-in#link=/).textContent()) ?? "";
  await look(page, "access-person");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  return given.trim();
}

/** Ana comes by her link, and is told what she may not do and who may. */
async function assertMayNotAdminister(link: string): Promise<void> {
  const ana = await newPage();
  await ana.goto(link);
  await ana.getByLabel("New password").fill(goodPassword);
  await ana.getByRole("button", { name: "Keep it" }).click();
  await signInAs(ana, "ana");
  await menuOf(ana, "Ana").waitFor();
  await ana.goto(`${url}/access`);
  await ana.getByText("This needs the role auditor or administrator.").waitFor();
  await ana.getByText("Ben has it.").waitFor();
  await ana.context().close();
}

test("from the first start on: an administrator chooses a password, adds an app and a passkey, and signs in with each", {
  skip,
}, async () => {
  const page = await newPage();
  await page.goto(`${url}/account`);
  await page.getByText("Nobody has an account yet.").waitFor();
  await look(page, "first-start");
  const first = await linkFor("person:ben", ["administrator", "viewer", "responder"]);
  await page.goto("about:blank");
  await page.goto(`${url}${first}`);
  await page.getByLabel("New password").fill("short");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByText("12 are the least").waitFor();
  assert.ok(!page.url().includes("link="), "the secret is in no history");
  await page.getByLabel("New password").fill(goodPassword);
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByText("The password is kept.").waitFor();
  assert.deepEqual(await violations(page), []);
  await signInAs(page, "ben");
  await menuOf(page, "Ben").waitFor();

  const app = await addApp(page);
  await signOut(page, "Ben");
  await signInAs(page, "ben");
  await page.getByLabel("Code of the app").fill("000000");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("The code is not right now").waitFor();
  await look(page, "sign-in-code");
  // The code that confirmed the app is spent; the next one holds already.
  await page.getByLabel("Code of the app").fill(app.generate({ timestamp: Date.now() + 30_000 }));
  await page.getByRole("button", { name: "Go on" }).click();
  await menuOf(page, "Ben").waitFor();

  await addPasskey(page);
  await signOut(page, "Ben");
  await look(page, "sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await menuOf(page, "Ben").waitFor();
  // After a password the same passkey is the second factor.
  await signOut(page, "Ben");
  await signInAs(page, "ben");
  await page.getByText("Your password is right.").waitFor();
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await menuOf(page, "Ben").waitFor();

  const link = await makeAccountOfAna(page);
  await page.getByRole("tab", { name: "History" }).click();
  await page.getByText("joins the on-call rota").first().waitFor();
  await look(page, "access-history");
  await page.getByRole("tab", { name: "What each role may do" }).click();
  await look(page, "access-roles");
  assert.deepEqual(await violations(page), []);

  await assertMayNotAdminister(link);
  await page.context().close();
});

test("a session that ends in the middle of a form asks to sign in over it, and what was sent is sent once more with its key", {
  skip,
}, async () => {
  const known = await asOperator(server, "POST", "/api/v1/access/person:ana/reset", {
    factors: true,
    reason: "test",
  });
  const link =
    known.status === 200 ? known.json<{ link: string }>().link : await linkFor("person:ana", ["responder"]);
  const page = await newPage(undefined, "dark");
  await page.goto(`${url}${link}`);
  await page.getByLabel("New password").fill(goodPassword);
  await page.getByRole("button", { name: "Keep it" }).click();
  await signInAs(page, "ana");
  await menuOf(page, "Ana").waitFor();
  await page.goto(`${url}/account`);
  await page.getByLabel("What it is for").fill("the laptop in the war room");
  const keys: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/v1/tokens")) {
      keys.push(request.headers()["idempotency-key"] ?? "");
    }
  });
  await page.context().clearCookies({ name: /session/ });
  await page.getByRole("button", { name: "Make a token" }).click();
  const dialog = page.getByRole("dialog", { name: "Your session has ended" });
  await dialog.waitFor();
  await look(page, "session-ended");
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.getByLabel("What it is for").inputValue(), "the laptop in the war room");
  await dialog.locator("input[autocomplete=current-password]").fill(goodPassword);
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("Copy the token now").waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
  const listed = await asOperator(server, "GET", "/api/v1/tokens");
  assert.equal(listed.json<{ tokens: unknown[] }>().tokens.length, 1, "and it was carried out once");
  await page.context().close();
});

test("a person of the identity provider is a person of the estate, with the roles of their groups", {
  skip,
}, async () => {
  const page = await newPage();
  await page.goto(`${url}/account?from=link`);
  await page.getByRole("button", { name: "Sign in with Example ID" }).click();
  await page.locator("input[name=login]").fill("cem");
  await page.locator("input[name=password]").fill("whatever");
  await page.locator("button[type=submit]").click();
  await page.getByRole("button", { name: "Continue" }).click();
  await menuOf(page, "Cem").waitFor();
  assert.equal(new URL(page.url()).pathname, "/account", "back at the page that was asked for");
  const roles = page.getByRole("region", { name: "Your roles" });
  await roles.getByText("responder", { exact: true }).waitFor();
  assert.equal(await roles.getByText("auditor", { exact: true }).count(), 0);
  await roles.getByText(provider.issuer).first().waitFor();
  await page.context().close();

  const eve = await newPage();
  await eve.goto(url);
  await eve.getByRole("button", { name: "Sign in with Example ID" }).click();
  await eve.locator("input[name=login]").fill("eve");
  await eve.locator("input[name=password]").fill("whatever");
  await eve.locator("button[type=submit]").click();
  await eve.getByRole("button", { name: "Continue" }).click();
  await eve.getByText("The estate has no person that is eve.").waitFor();
  await eve.context().close();
});
