import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { findServerProcesses } from "#connectors/postgres/host/processes.ts";
import { startPair, type TestPair } from "#connectors/postgres/pair.test-kit.ts";
import { startNameServer, startTlsServer } from "#connectors/network/peers.test-kit.ts";
import type { IncidentView } from "#core/incident/view.ts";
import { ask, startTestServer, type TestServer } from "../server.test-kit.ts";
import type { DetectionAnswer } from "../schemas/detection.ts";

const program = path.join(import.meta.dirname, "../../cli/main.ts");
const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-agents-"));
const agents = new Map<string, ChildProcess>();
let server: TestServer;
let pair: TestPair;
let secure: Awaited<ReturnType<typeof startTlsServer>>;
let names: Awaited<ReturnType<typeof startNameServer>>;

const document = (kind: string, name: string, spec: object) =>
  JSON.stringify({ apiVersion: "holdfast/v1", kind, metadata: { name, title: name }, spec });

async function estateOf(): Promise<string> {
  const accessOf = async (component: "component:east" | "component:west") => {
    const { host, port, database, user, password } = await pair.context("estate").access(component);
    writeFileSync(path.join(folder, "password"), String(password), { mode: 0o600 });
    return { host, port, database, user, password: "secret:file/password" };
  };
  const [east, west] = [await accessOf("component:east"), await accessOf("component:west")];
  const owner = "team:dba";
  const at = { host: "127.0.0.1" };
  const monitor = (name: string, watches: string, [connector, check]: [string, string], given: object) =>
    document("Monitor", name, {
      owner,
      watches: [watches],
      check: { connector, check, with: given },
      every: "PT1S",
      threshold: { quorum: 2, for: "PT2S", clearFor: "PT2S" },
    });
  const target = "component:primary";
  return [
    document("Component", "primary", {
      owner,
      site: "site:east",
      access: { postgres: east, network: { ...at, port: east["port"] } },
    }),
    document("Component", "copy", { owner, replicaOf: target, access: { postgres: west } }),
    document("Component", "front", {
      owner,
      access: {
        network: {
          ...at,
          port: secure.port,
          serverName: "localhost",
          authority: secure.cert,
          resolvers: [names.address],
        },
        backup: { folder },
      },
    }),
    monitor("port", target, ["network", "tcp"], { target }),
    monitor("answers", target, ["postgres", "status"], { target }),
    monitor("lag", target, ["postgres", "lag"], {
      primary: target,
      standby: "component:copy",
      maxSeconds: 600,
    }),
    monitor("certificate", "component:front", ["network", "tls"], { target: "component:front" }),
    monitor("name", "component:front", ["network", "dns"], {
      target: "component:front",
      name: "shop.test",
      answers: ["10.0.0.1"],
    }),
    monitor("backup", "component:front", ["backup", "age"], { target: "component:front", maxSeconds: 3600 }),
  ].join("\n---\n");
}

function startAgent(vantage: string): void {
  const args = [program, "--url", server.url, "probe", "--vantage", vantage, "--secrets", folder];
  agents.set(vantage, spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] }));
}

async function stopAgent(vantage: string, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  const agent = agents.get(vantage);
  agents.delete(vantage);
  if (agent === undefined || agent.exitCode !== null) return;
  const ended = once(agent, "exit");
  agent.kill(signal);
  await ended;
}

async function eventually<Found>(what: string, look: () => Promise<Found | null | false>): Promise<Found> {
  for (let tries = 0; tries < 900; tries++) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(what);
}

const rules = async () =>
  ((await ask(server, "GET", "/api/v1/detection", { as: "person:ana" })).json() as DetectionAnswer).rules;
const statusOf = async (name: string) =>
  (await rules()).find(({ rule }) => rule === `monitor:${name}`)?.status ?? "none";

async function incidents(): Promise<readonly IncidentView[]> {
  const answer = await ask(server, "GET", "/api/v1/incidents", { as: "person:ana" });
  const { incidents: found } = answer.json() as { incidents: readonly { id: string }[] };
  return Promise.all(
    found.map(
      async ({ id }) =>
        (await ask(server, "GET", `/api/v1/incidents/${id}`, { as: "person:ana" })).json() as IncidentView,
    ),
  );
}

async function signalPrimary(signal: "SIGSTOP" | "SIGCONT"): Promise<void> {
  for (const pid of await findServerProcesses(pair.east.local.dataDirectory)) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // The session of a look may have ended since.
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

before(async () => {
  pair = await startPair();
  secure = await startTlsServer(90);
  names = await startNameServer({ "shop.test": ["10.0.0.1"] });
  writeFileSync(path.join(folder, "today.dump"), "rows");
  server = await startTestServer();
  writeFileSync(path.join(server.estateFolder, "watched.yaml"), await estateOf());
  await eventually("the estate was not published", async () => (await statusOf("port")) !== "none").catch(
    (error: unknown) => assert.fail(`${String(error)}\n${server.lines.join("\n")}`),
  );
  for (const vantage of ["north", "south"]) startAgent(vantage);
});

after(async () => {
  for (const vantage of agents.keys()) await stopAgent(vantage, "SIGKILL");
  await server.stop();
  await Promise.all([pair.end(), secure.close(), names.close()]);
  rmSync(folder, { recursive: true, force: true });
});

test("[B2.1] [A4.1] [A4.2] agents look at real systems: port, database, replication lag, certificate, name, backup", async () => {
  for (const name of ["port", "answers", "lag", "certificate", "name", "backup"]) {
    await eventually(`${name} is not seen well`, async () => (await statusOf(name)) === "well");
  }
  const lag = (await rules()).find(({ rule }) => rule === "monitor:lag");
  assert.match(lag?.points[0]?.detail ?? "", /"lagSeconds":/, "the achieved RPO is told, not only a state");
});

test("[B2.1] while the server is away agents go on looking, and hand in what they saw with its own time", async () => {
  const before = (await rules()).find(({ rule }) => rule === "monitor:port")?.points[0]?.seenAt ?? "";
  server = await server.restart();
  await eventually("they are not heard again", async () => {
    const points = (await rules()).find(({ rule }) => rule === "monitor:port")?.points ?? [];
    return points.length === 2 && points.every(({ seenAt, says }) => seenAt > before && says === "healthy");
  });
  assert.deepEqual(await incidents(), [], "our own absence is no failure of theirs");
});

test("[B2.4] [A7.2] a primary that freezes is named so by two vantage points, and one incident is opened", async () => {
  await signalPrimary("SIGSTOP");
  try {
    const named = await eventually("it was not named", async () => {
      const [only] = await incidents();
      return only?.failures.some(({ name }) => name === "primary frozen") ? only : null;
    });
    const frozen = named.failures.find(({ name }) => name === "primary frozen");
    assert.match(
      frozen?.because ?? "",
      /takes connections \(north, south\) and does not answer \(north, south\)/,
    );
    const contrary = frozen?.witnesses.filter(({ says }) => says === "contradicts") ?? [];
    assert.ok(
      contrary.some(({ by }) => by.includes("monitor:port")),
      "that its port is open stands against it",
    );
    assert.equal((await incidents()).length, 1);
  } finally {
    await signalPrimary("SIGCONT");
  }
  await eventually("it is not over", async () => (await statusOf("answers")) === "well");
  await eventually("the incident is not told", async () => {
    const [only] = await incidents();
    const log = await ask(server, "GET", `/api/v1/incidents/${only?.id}/events`, { as: "person:ana" });
    return log.text.includes("monitor:answers is well again");
  });
});

test("[B2.1] an agent that is killed is unknown, and its silence alone is no failure", async () => {
  await stopAgent("south", "SIGKILL");
  await eventually("it still counts", async () => (await statusOf("port")) === "unknown");
  const points = (await rules()).find(({ rule }) => rule === "monitor:port")?.points ?? [];
  assert.deepEqual(
    points.map(({ vantage, says }) => `${vantage} ${says}`),
    ["north healthy", "south unknown"],
  );
  assert.equal((await incidents()).length, 1);
  startAgent("south");
  await eventually("it is not taken back", async () => (await statusOf("port")) === "well");
  await stopAgent("north", "SIGTERM");
});
