import type { ConnectorFixture } from "#connectors/contract/fixture.ts";
import { describeConnectorContract } from "#connectors/contract.ts";
import type { JsonObject } from "#core/model/json.ts";
import { networkConnector } from "./index.ts";
import { startListener, startNameServer, startTlsServer } from "./peers.test-kit.ts";

async function makeFixture(): Promise<ConnectorFixture> {
  const listener = await startListener();
  const gone = await startListener();
  await gone.close();
  const secure = await startTlsServer(90);
  const resolver = await startNameServer({ "orders.test": ["10.0.0.1", "10.0.0.2"] });
  const host = "127.0.0.1";
  const endpoints: { readonly [component: string]: JsonObject } = {
    "component:open": { host, port: listener.port },
    "component:closed": { host, port: gone.port },
    "component:nowhere": { host: "nowhere.invalid", port: 1 },
    "component:secure": { host, port: secure.port, serverName: "localhost", authority: secure.cert },
    "component:names": { resolvers: [resolver.address] },
    "component:deaf": { resolvers: [`127.0.0.1:${gone.port}`], timeoutSeconds: 1 },
  };
  const target = (name: string) => ({ with: { target: `component:${name}` } });
  const asked = (of: string, name: string) => ({
    with: { target: `component:${of}`, name, answers: ["10.0.0.2", "10.0.0.1"] },
  });
  return {
    connector: networkConnector,
    access: (component) => Promise.resolve(endpoints[component] ?? {}),
    digest: () => Promise.resolve(""),
    secrets: [],
    checks: {
      tcp: { holds: target("open"), failed: target("closed"), unreachable: target("nowhere") },
      tls: {
        holds: target("secure"),
        failed: { with: { target: "component:secure", minDays: 365 } },
        unreachable: target("closed"),
      },
      dns: {
        holds: asked("names", "orders.test"),
        failed: asked("names", "other.test"),
        unreachable: asked("deaf", "orders.test"),
      },
    },
    actions: {},
    close: async () => {
      await Promise.all([listener.close(), secure.close(), resolver.close()]);
    },
  };
}

describeConnectorContract("network", { checks: ["tcp", "tls", "dns"], actions: [] }, makeFixture);
