// `npm start`: a real two-site estate, the server and the console, ready for a first failover.
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { labDown } from "#lab/down.ts";
import { labFolder } from "#lab/folder.ts";
import { LabError } from "#lab/lab-error.ts";
import { defaultBasePort, labPorts } from "#lab/ports.ts";
import { labUp } from "#lab/up.ts";
import { ConfigError, readConfig } from "#server/config.ts";
import { type Server, startServer } from "#server/main.ts";
import { defaultFolder } from "#store/embedded/default-folder.ts";
import { StoreStartError } from "#store/start-error.ts";
import { buildConsole } from "./build-console.ts";

const usage = `Usage: npm start -- [options]

  --port N            port of the server and the console (default 7400)
  --lab-base-port N   first port of the lab (default ${defaultBasePort})
  --folder DIR        where everything is kept (default .holdfast)
`;

/** A person has to change something; the message says what. */
class StartError extends Error {}

type Options = { readonly port: number; readonly labBasePort: number; readonly folder: string };

const say = (line: string) => process.stdout.write(`${line}\n`);

function numberOf(text: string, name: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_536) return number;
  throw new StartError(`--${name} ${text}: a port is a number from 1 to 65535`);
}

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "7400" },
      "lab-base-port": { type: "string", default: String(defaultBasePort) },
      folder: { type: "string", default: defaultFolder(process.cwd()) },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  return {
    port: numberOf(values.port, "port"),
    labBasePort: numberOf(values["lab-base-port"], "lab-base-port"),
    folder: path.resolve(values.folder),
  };
}

/** Looked at before anything is started, so that nothing half-started has to be taken back. */
async function demandFreePort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once("error", () => {
      reject(
        new StartError(
          `port ${port} is in use by another program. Choose one: npm start -- --port ${port + 10}`,
        ),
      );
    });
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}

async function startLab({
  folder,
  labBasePort,
}: Options): Promise<{ readonly home: string; readonly wasUp: boolean }> {
  const home = path.join(folder, "lab");
  say("lab      two sites with PostgreSQL, application, traffic relay and an outside probe …");
  try {
    const { seconds, wasUp } = await labUp({ folder: home, basePort: labBasePort });
    say(`lab      ${wasUp ? "is up already" : `up after ${seconds.toFixed(0)} s`} (files in ${home})`);
    return { home, wasUp };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    throw new StartError(
      `${error.message}\nFor other ports: npm start -- --lab-base-port ${labBasePort + 100}`,
    );
  }
}

function startConsole(): void {
  const build = buildConsole();
  if (build.status === "failed") {
    say(`console  could not be built; the API and the command line work without it:\n${build.output}`);
  } else if (build.status === "built") say(`console  built in ${build.seconds.toFixed(0)} s`);
}

function threeSteps(url: string, port: number): string {
  const holdfast = `npm run -s holdfast --${port === 7400 ? "" : ` --url ${url}`}`;
  return `
Holdfast is ready:  ${url}

It believes whoever reaches this address from this machine when they say who they are.
Your first failover: open ${url}, which leads through it step by step. Or by hand in another terminal:

  1. Lose a site:     npm run -s holdfast -- lab fail east-dies
  2. Recover it:      ${holdfast} --as person:ana-sample run start orders-failover --mode live --yes --reason "east is gone" --watch
  3. Approve it:      open ${url}, act as Dev Sample (crisis team), and let the gate pass

Back again:           npm run -s holdfast -- lab heal, then the runbook orders-failback
Ctrl-C stops everything.
`;
}

async function start(options: Options): Promise<void> {
  await demandFreePort(options.port);
  startConsole();
  const { home, wasUp } = await startLab(options);
  let server: Server | null = null;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    say("\nstopping …");
    await server?.close();
    await labDown(home);
    process.exit(0);
  };
  process.on("SIGINT", () => void stop());
  process.on("SIGTERM", () => void stop());
  try {
    const args = [
      "--port",
      String(options.port),
      "--data",
      path.join(options.folder, "data"),
      "--trust-loopback",
    ];
    const lab = `http://127.0.0.1:${labPorts(options.labBasePort).control}`;
    const config = readConfig(
      [...args, "--estate", labFolder(home).estate, "--lab", lab],
      process.env,
      os.hostname(),
    );
    server = await startServer(config, (line) => process.stderr.write(`server   ${line}\n`));
    if (!stopping) say(threeSteps(server.url, options.port));
  } catch (error) {
    // One that was up before us is somebody else's.
    if (!wasUp) await labDown(home);
    throw error;
  }
}

function isForPeople(error: unknown): error is Error {
  const isBadFlag =
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  return (
    error instanceof StartError ||
    error instanceof ConfigError ||
    error instanceof StoreStartError ||
    isBadFlag
  );
}

try {
  const options = readOptions();
  if (options === null) process.stdout.write(usage);
  else await start(options);
} catch (error) {
  if (!isForPeople(error)) throw error;
  process.stderr.write(`holdfast: ${error.message}\n`);
  process.exit(2);
}
