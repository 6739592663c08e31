import http, { type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

type Order = { readonly id: string; readonly item: string };

/** A small real HTTP interface with orders, and with answers of every unpleasant kind. */
export async function startShop() {
  const orders = new Map<string, Order>();
  const seen: {
    readonly method: string;
    readonly url: string;
    readonly headers: http.IncomingHttpHeaders;
  }[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      seen.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
      answer(orders, request, response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { baseUrl: `http://127.0.0.1:${port}`, orders, seen, close };
}

export type Shop = Awaited<ReturnType<typeof startShop>>;

function answer(
  orders: Map<string, Order>,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const json = (status: number, value: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(value));
  };
  const path = request.url ?? "/";
  const key = request.headers["idempotency-key"]?.toString();
  if (path === "/hang") return;
  if (path === "/drop") return void response.destroy();
  if (path === "/half")
    return void response.writeHead(201, { "content-length": "10" }).write("half", () => response.destroy());
  if (path === "/long") return void response.end("x".repeat(2_000_000));
  if (path === "/gateway") return json(504, { error: "upstream silent" });
  if (path === "/moved") return void response.writeHead(302, { location: "http://198.51.100.1/" }).end();
  if (path === "/echo")
    return json(200, { headers: request.headers, [`${request.headers.authorization}`]: 1 });
  if (path === "/health") return json(200, { role: "primary", lag: { seconds: 0.5 }, ok: true });
  if (path === "/text") return void response.end("all is well");
  if (request.method === "POST" && path === "/orders") {
    const order = { ...(JSON.parse(body) as Order) };
    if (order.item === "") return json(422, { error: "no item" });
    // The shop knows a repeated order by its key, as many real interfaces do.
    orders.set(key ?? order.id, order);
    return json(201, order);
  }
  const id = decodeURIComponent(path.replace("/orders/", ""));
  const found = [...orders.values()].find((order) => order.id === id);
  return found ? json(200, found) : json(404, { error: `no order ${id}` });
}
