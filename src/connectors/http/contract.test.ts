import { setTimeout as sleep } from "node:timers/promises";
import type { ActionContract, ConnectorFixture } from "#connectors/contract/fixture.ts";
import { describeConnectorContract } from "#connectors/contract.ts";
import type { Json } from "#core/model/json.ts";
import { httpConnector } from "./index.ts";
import { type Shop, startShop } from "./test-shop.test-kit.ts";

const secret = "Bearer s3cr3t-of-the-shop";
const [target, away] = ["component:shop", "component:away"];

function orderCase(path: string, more: { readonly [name: string]: Json } = {}) {
  return { with: { target, path, body: { id: "o1", item: "tea" }, ...more } };
}

function requestContract(shop: Shop): ActionContract {
  const received = async (path: string) => {
    const known = shop.seen.length;
    while (!shop.seen.slice(known).some(({ url }) => url === path)) await sleep(5);
  };
  return {
    done: orderCase("/orders"),
    failed: { with: { target, path: "/orders", body: { id: "o2", item: "" } } },
    unreachable: { with: { target: away, path: "/orders" } },
    unknown: orderCase("/drop"),
    sameKey: { ...orderCase("/orders"), effects: () => Promise.resolve(shop.orders.size) },
    cancelledAfterSending: { ...orderCase("/hang"), sent: () => received("/hang") },
    observe: { absent: "whether a request took effect only the interface knows, in its own way" },
  };
}

function transactionSteps(path = "/orders", item = "tea") {
  return {
    target,
    steps: [
      { name: "place", method: "POST", path, body: { id: "{{key}}", item }, expect: { status: 201 } },
      { name: "read back", path: "/orders/{{key}}", expect: { json: [{ path: "item", equals: "tea" }] } },
    ],
  };
}

/** The writing step alone, so that its loss is the loss of the whole. */
function place(path?: string, item?: string) {
  const { target: shopTarget, steps } = transactionSteps(path, item);
  return { with: { target: shopTarget, steps: steps.slice(0, 1) } };
}

function perKey(contract: ActionContract, shop: Shop): ActionContract {
  const received = contract.cancelledAfterSending;
  if ("absent" in received) throw new Error("the request contract has this case");
  return {
    ...contract,
    done: place(),
    failed: place("/orders", ""),
    unreachable: { with: { ...place().with, target: away } },
    unknown: place("/drop"),
    sameKey: { ...place(), effects: () => Promise.resolve(shop.orders.size) },
    cancelledAfterSending: { ...received, ...place("/hang") },
    observe: { absent: "a transaction is repeated rather than observed" },
  };
}

async function makeFixture(): Promise<ConnectorFixture> {
  const shop = await startShop();
  const gone = await startShop();
  await gone.close();
  const access = (baseUrl: string) => ({ baseUrl, headers: { authorization: secret }, timeoutSeconds: 20 });
  const contract = requestContract(shop);
  const healthyCase = (path: string) => ({ with: { target, path } });
  return {
    connector: httpConnector,
    access: (component) => Promise.resolve(access(component === target ? shop.baseUrl : gone.baseUrl)),
    digest: () => Promise.resolve(JSON.stringify([...shop.orders])),
    secrets: [secret, "s3cr3t-of-the-shop"],
    checks: {
      healthy: {
        holds: healthyCase("/echo"),
        failed: healthyCase("/orders/none"),
        unreachable: { with: { target: away } },
      },
      "read-json": {
        holds: healthyCase("/echo"),
        failed: healthyCase("/text"),
        unreachable: { with: { target: away, path: "/echo" } },
      },
      transaction: {
        holds: { with: { target, steps: [{ name: "echo", path: "/echo" }] } },
        failed: { with: transactionSteps("/orders", "") },
        unreachable: { with: { ...transactionSteps(), target: away } },
        writes: { absent: "steps that write do write" },
      },
    },
    actions: { request: contract, "request-idempotent": contract, transaction: perKey(contract, shop) },
    close: shop.close,
  };
}

describeConnectorContract(
  "http",
  {
    checks: ["healthy", "read-json", "transaction"],
    actions: ["request", "request-idempotent", "transaction"],
  },
  makeFixture,
);
