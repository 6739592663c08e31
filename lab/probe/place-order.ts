import http from "node:http";
import { isJsonObject } from "#core/model/json.ts";
import type { Attempt, AttemptOutcome } from "./attempt.ts";

type Settled = Pick<Attempt, "outcome" | "status" | "reason">;

const answerBytesMax = 16 * 1024;

/**
 * Places one order through the public entrance as a new client, on a connection of its own, and never
 * a second time: whoever retries cannot say any more what happened to the first.
 */
export async function placeOrder(
  url: string,
  order: { readonly number: number; readonly id: string; readonly sentAt: string },
  limitSeconds: number,
): Promise<Attempt> {
  const startedAt = performance.now();
  const body = { id: order.id, item: "probe", quantity: (order.number % 9) + 1 };
  const settled = await send(url, body, limitSeconds);
  return {
    ...order,
    ...settled,
    settledAt: new Date().toISOString(),
    latencyMilliseconds: Math.round((performance.now() - startedAt) * 10) / 10,
  };
}

function send(
  url: string,
  order: { readonly id: string; readonly item: string; readonly quantity: number },
  limitSeconds: number,
): Promise<Settled> {
  return new Promise((resolve) => {
    const text = JSON.stringify(order);
    let wasConnected = false;
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const request = http.request(`${url}/orders`, { method: "POST", agent: false, headers }, (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes <= answerBytesMax) chunks.push(chunk);
      });
      response.on("end", () =>
        finish(judge(response.statusCode ?? 0, Buffer.concat(chunks).toString("utf8"), order)),
      );
      response.on("error", () =>
        finish({ outcome: "unknown", status: null, reason: "the answer broke off" }),
      );
    });
    const timer = setTimeout(() => {
      finish({
        outcome: wasConnected ? "unknown" : "refused",
        status: null,
        reason: `no answer in ${limitSeconds} s`,
      });
      request.destroy();
    }, limitSeconds * 1000);
    const finish = (settled: Settled) => {
      clearTimeout(timer);
      resolve(settled);
    };
    request.on("socket", (socket) => socket.once("connect", () => (wasConnected = true)));
    request.on("error", (error) =>
      finish({ outcome: wasConnected ? "unknown" : "refused", status: null, reason: error.message }),
    );
    request.end(text);
  });
}

/** What an HTTP answer says about the order: 201 with this very order in it is the only confirmation. */
export function judge(
  status: number,
  text: string,
  order: { readonly id: string; readonly item: string; readonly quantity: number },
): Settled {
  const body = parse(text);
  if (status === 201) {
    const isSame =
      isJsonObject(body) &&
      body["id"] === order.id &&
      body["item"] === order.item &&
      body["quantity"] === order.quantity &&
      typeof body["placedAt"] === "string";
    if (isSame) return { outcome: "acknowledged", status, reason: "" };
    return { outcome: "unknown", status, reason: "201, but the answer is not this order" };
  }
  return { outcome: outcomeOf(status, body), status, reason: text.slice(0, 200) };
}

function outcomeOf(status: number, body: unknown): AttemptOutcome {
  if (status >= 400 && status < 500) return "refused";
  // Whoever promises that nothing was written is believed; every other failure leaves it open.
  const promised = isJsonObject(body) && (body["outcome"] === "not-done" || body["sent"] === false);
  return status === 503 && promised ? "refused" : "unknown";
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
