import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { labDown } from "#lab/down.ts";
import { findFreeBasePort } from "#lab/free-ports.ts";
import { labPorts } from "#lab/ports.ts";
import { labUp } from "#lab/up.ts";
import { buildConsole } from "../../scripts/build-console.ts";

const chromiumPath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Why the console cannot be tested here, or null. */
export const noBrowser = existsSync(chromiumPath) ? null : `there is no browser at ${chromiumPath}`;

/** How long a page may take to show something on two slow shared cores. */
export const patienceMilliseconds = 30_000;

/** A real lab, a real server and a real browser. */
export type Stage = {
  readonly url: string;
  /** A page of somebody; its errors and failed answers are kept. */
  open(options: {
    readonly actor?: string;
    readonly width?: number;
    readonly scheme?: "light" | "dark";
  }): Promise<Page>;
  /** Kills the server as a crash would. */
  killServer(): Promise<void>;
  /** Starts it again at the same address, on the same data. */
  startServer(): Promise<void>;
  /** What the browser said went wrong in any page. */
  readonly complaints: string[];
  /** After each test: closes its pages, and says what they showed when it failed. */
  clear(test: object): Promise<void>;
  close(): Promise<void>;
};

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

async function untilReady(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + 180_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the server did not become ready:\n${readFileSync(logFile, "utf8")}`);
}

type ServerOptions = {
  readonly folder: string;
  readonly port: number;
  /** Null without a lab. */
  readonly labControlPort: number | null;
};

async function spawnServer({ folder, port, labControlPort }: ServerOptions): Promise<ChildProcess> {
  const main = path.join(import.meta.dirname, "../../src/server/main.ts");
  const logFile = path.join(folder, "server.log");
  const log = openSync(logFile, "a");
  const options = {
    port: String(port),
    data: path.join(folder, "data"),
    estate: path.join(folder, "lab/estate"),
    ...(labControlPort === null ? {} : { lab: `http://127.0.0.1:${labControlPort}` }),
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const environment = { ...process.env };
  // A test never touches the database of a real server.
  delete environment["DATABASE_URL"];
  const child = spawn(process.execPath, [main, ...args, "--trust-loopback"], {
    stdio: ["ignore", log, log],
    env: environment,
  });
  await untilReady(`http://127.0.0.1:${port}`, child, logFile);
  return child;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill(signal);
  const patience = setTimeout(() => child.kill("SIGKILL"), patienceMilliseconds);
  await gone;
  clearTimeout(patience);
}

const width = 1280;
const height = 900;

/** One browser window per person: the program of the console is fetched and compiled once for all of its pages. */
function windows(browser: Browser) {
  const opened = new Map<string, Promise<BrowserContext>>();
  return {
    of(actor: string | undefined): Promise<BrowserContext> {
      const known = opened.get(actor ?? "");
      if (known !== undefined) return known;
      const made = browser.newContext({ viewport: { width, height } });
      opened.set(actor ?? "", made);
      return made;
    },
    pages: async () => (await Promise.all(opened.values())).flatMap((context) => context.pages()),
  };
}

async function openPage(
  context: BrowserContext,
  url: string,
  complaints: string[],
  given: Parameters<Stage["open"]>[0],
) {
  const page = await context.newPage();
  page.setDefaultTimeout(patienceMilliseconds);
  if (given.width !== undefined) await page.setViewportSize({ width: given.width, height });
  await page.emulateMedia({ colorScheme: given.scheme ?? "light" });
  page.on("pageerror", (error) => complaints.push(`error on the page: ${error.message}`));
  page.on("dialog", (dialog) => {
    complaints.push(`a dialog appeared: ${dialog.message()}`);
    void dialog.dismiss();
  });
  const { actor } = given;
  if (actor !== undefined) {
    await page.addInitScript((ref) => localStorage.setItem("holdfast.actor", ref), actor);
  }
  await page.goto(url);
  return page;
}

const toldMax = 6000;

/** A red journey tells nobody why; what the page showed does. */
async function tellAndClose(page: Page, isFailed: boolean): Promise<void> {
  if (isFailed) {
    const shown = await page.locator("body").ariaSnapshot({ timeout: 5000 }).catch(String);
    process.stderr.write(`${page.url()} showed:\n${shown.slice(0, toldMax)}\n`);
  }
  await page.close();
}

/** After a test: closes its pages, and says what they showed when it failed. */
export async function clearPages(pages: readonly Page[], test: object): Promise<void> {
  // Known to Node, not yet to its types.
  const isFailed = "passed" in test && test.passed === false;
  for (const page of pages) await tellAndClose(page, isFailed);
}

/** The documents of the sample estate, for those who need no lab behind them. */
export const sampleEstate = path.join(import.meta.dirname, "../../lab/estate");

type StageOptions = {
  /** A folder of documents to serve without a lab; with a lab it writes its own. */
  readonly estate?: string;
};

async function startLab(folder: string): Promise<number> {
  const basePort = await findFreeBasePort();
  await labUp({ folder: path.join(folder, "lab"), basePort });
  return labPorts(basePort).control;
}

/** Sets the stage in a folder of its own; `close` leaves nothing running. */
export async function setStage({ estate }: StageOptions = {}): Promise<Stage> {
  const built = buildConsole();
  if (built.status === "failed") throw new Error(`the console does not build:\n${built.output}`);
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-console-"));
  // The databases of a lab started by root run as somebody else, who has to get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  if (estate !== undefined) cpSync(estate, path.join(folder, "lab/estate"), { recursive: true });
  const labControlPort = estate === undefined ? await startLab(folder) : null;
  const options = { folder, port, labControlPort };
  let server = await spawnServer(options);
  const browser = await chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox"] });
  const { of: windowOf, pages } = windows(browser);
  const complaints: string[] = [];
  return {
    url,
    complaints,
    open: async (given) => openPage(await windowOf(given.actor), url, complaints, given),
    clear: async (test) => clearPages(await pages(), test),
    killServer: () => ended(server, "SIGKILL"),
    startServer: async () => {
      server = await spawnServer(options);
    },
    close: async () => {
      await browser.close();
      // A killed server leaves its database running; only a server ends it in order.
      if (server.signalCode === "SIGKILL") server = await spawnServer(options);
      await ended(server, "SIGTERM");
      if (estate === undefined) await labDown(path.join(folder, "lab"));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
