import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import http, { type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ActionContract, CheckContract, ConnectorFixture } from "#connectors/contract/fixture.ts";
import { describeConnectorContract } from "#connectors/contract.ts";
import type { JsonObject } from "#core/model/json.ts";
import { relayConnector } from "./index.ts";

const [relay, away, lossy] = ["component:relay", "component:away", "component:lossy"] as const;
const entrance = "orders";

type State = {
  readonly inFlight: number;
  readonly generation: number;
  readonly active: string;
  readonly mode: string;
};

/** A relay process, a site behind it that answers when it is let, and a way to the relay that loses its answers. */
async function startWorld() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-relay-"));
  const waiting = new Set<ServerResponse>();
  const site = await serve((response) => waiting.add(response));
  const { child, controlUrl, entrancePort } = await startRelayProcess(folder, `127.0.0.1:${site.port}`);
  const read = async (): Promise<State> => {
    const state = (await (await fetch(`${controlUrl}/state`)).json()) as { entrances: { orders: State } };
    return state.entrances.orders;
  };
  const order = async (body: JsonObject) => {
    const headers = { "content-type": "application/json" };
    await fetch(`${controlUrl}/entrances/${entrance}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
  };
  const letGo = async () => {
    for (const response of waiting) response.end("done");
    waiting.clear();
    while ((await read()).inFlight > 0) await sleep(5);
  };
  /** Brings the entrance into a state with nothing, or one request, in flight. */
  const stand =
    (mode: string, inFlight: 0 | 1 = 0, active = "east") =>
    async () => {
      await letGo();
      await order({ active: "east", mode: "open" });
      if (inFlight) fetch(`http://127.0.0.1:${entrancePort}/`).catch(() => {});
      while ((await read()).inFlight < inFlight) await sleep(5);
      await order({ active, mode });
    };
  const lossyWay = await startLossyWay(controlUrl);
  const close = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
    await Promise.all([site.close(), lossyWay.close()]);
    await rm(folder, { recursive: true });
  };
  return { controlUrl, read, stand, letGo, lossyWay, close };
}

async function startRelayProcess(folder: string, site: string) {
  const config = {
    control: { port: 0 },
    entrances: {
      orders: { listen: { port: 0 }, targets: { east: site, west: site }, active: "east", mode: "open" },
    },
  };
  const file = path.join(folder, "relay.json");
  await writeFile(file, JSON.stringify(config));
  const main = path.join(import.meta.dirname, "../../../lab/relay/main.ts");
  const child: ChildProcess = spawn(process.execPath, [main, file], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout ?? child, "data")) as [Buffer];
  const ready = JSON.parse(line.toString()) as {
    controlUrl: string;
    entrances: { orders: { port: number } };
  };
  return { child, controlUrl: ready.controlUrl, entrancePort: ready.entrances.orders.port };
}

async function serve(
  answer: (response: ServerResponse, request: http.IncomingMessage, body: string) => void,
) {
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => answer(response, request, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, close };
}

/** Passes readings and orders on to the relay; of orders the answer is lost, at once or never coming. */
async function startLossyWay(controlUrl: string) {
  const way = { hangs: false, orders: 0 };
  const pass = async (response: ServerResponse, request: http.IncomingMessage, body: string) => {
    const { method = "GET", url = "/", headers } = request;
    const given = {
      "content-type": "application/json",
      "idempotency-key": String(headers["idempotency-key"]),
    };
    const answer = await fetch(
      `${controlUrl}${url}`,
      method === "GET" ? {} : { method, headers: given, body },
    );
    const text = await answer.text();
    if (method === "GET") return response.end(text);
    way.orders++;
    return way.hangs ? undefined : response.destroy();
  };
  const server = await serve((response, request, body) => void pass(response, request, body));
  return { way, url: `http://127.0.0.1:${server.port}`, close: server.close };
}

type World = Awaited<ReturnType<typeof startWorld>>;

const given = (target: string, more: JsonObject = {}) => ({ target, entrance, ...more });

/** The contract of an order: `from` is a state in which it changes something, `refused` one in which it may not be given. */
function orderContract(
  world: World,
  parameters: JsonObject,
  from: () => Promise<void>,
  refused: ActionContract["failed"],
): ActionContract {
  const { way } = world.lossyWay;
  const prepare = (hangs: boolean) => async () => {
    await from();
    way.hangs = hangs;
    way.orders = 0;
  };
  const arrived = async () => {
    while (way.orders === 0) await sleep(5);
  };
  return {
    done: { given: from, with: given(relay, parameters) },
    failed: refused,
    unreachable: { given: from, with: given(away, parameters) },
    unknown: { given: prepare(false), with: given(lossy, parameters) },
    sameKey: {
      given: from,
      with: given(relay, parameters),
      effects: async () => (await world.read()).generation,
    },
    cancelledAfterSending: { given: prepare(true), with: given(lossy, parameters), sent: arrived },
    observe: "declared",
  };
}

function actionContracts(world: World): { readonly [name: string]: ActionContract } {
  const { stand } = world;
  const noEntrance = "an entrance can always be brought into this state";
  return {
    hold: orderContract(world, {}, stand("open"), { absent: noEntrance }),
    off: orderContract(world, {}, stand("open", 1), { absent: noEntrance }),
    release: orderContract(world, { to: "east" }, stand("hold"), {
      given: stand("hold", 0, "west"),
      with: given(relay, { to: "east" }),
    }),
    switch: orderContract(world, { to: "west" }, stand("hold"), {
      given: stand("open"),
      with: given(relay, { to: "west" }),
    }),
    drain: {
      done: { given: stand("hold", 1), with: given(relay), meanwhile: world.letGo },
      failed: { given: stand("hold", 1), with: given(relay, { withinSeconds: 0.05 }) },
      unreachable: { with: given(away) },
      unknown: { absent: "draining only reads, so no loss of an answer leaves anything open" },
      sameKey: { absent: "draining has no effect that could be counted" },
      cancelledAfterSending: { absent: "draining sends nothing that could take effect" },
      observe: "declared",
    },
  };
}

/** The contract of a reading that holds in one state of the entrance and not in another. */
function check(holds: () => Promise<void>, fails: () => Promise<void>, more: JsonObject = {}): CheckContract {
  return {
    holds: { given: holds, with: given(relay, more) },
    failed: { given: fails, with: given(relay, more) },
    unreachable: { with: given(away, more) },
  };
}

function checkContracts({ stand }: World): { readonly [name: string]: CheckContract } {
  return {
    routed: check(stand("open"), stand("open", 0, "west"), { to: "east" }),
    held: check(stand("hold"), stand("open")),
    off: check(stand("off"), stand("off", 1)),
    drained: check(stand("hold"), stand("hold", 1)),
  };
}

async function makeFixture(): Promise<ConnectorFixture> {
  const world = await startWorld();
  const urls: { readonly [component: string]: string } = {
    [relay]: world.controlUrl,
    [lossy]: world.lossyWay.url,
    [away]: "http://127.0.0.1:9",
  };
  return {
    connector: relayConnector,
    access: (component) => Promise.resolve({ controlUrl: urls[component] ?? "" }),
    digest: async () => {
      const { active, mode, generation } = await world.read();
      return JSON.stringify({ active, mode, generation });
    },
    secrets: [],
    checks: checkContracts(world),
    actions: actionContracts(world),
    close: async () => {
      await world.letGo();
      await world.close();
    },
  };
}

describeConnectorContract(
  "relay",
  {
    checks: ["routed", "held", "off", "drained"],
    actions: ["hold", "drain", "switch", "release", "off"],
  },
  makeFixture,
);
