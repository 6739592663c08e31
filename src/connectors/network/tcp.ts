import net from "node:net";
import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef, reaching } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { type Endpoint, readEndpoint } from "./access.ts";

const parameters = z.strictObject({ target: componentRef });

/**
 * Whether something takes a TCP connection. A refusal is an answer, no answer is none. It proves no more than that: the
 * kernel of a frozen server takes connections as well. Output: `{milliseconds}`.
 */
export const tcp = defineCheck({
  title: "It takes TCP connections",
  parameters,
  check: reaching(async ({ target }, { signal, ...context }) =>
    knock(await readEndpoint({ signal, ...context }, target), signal),
  ),
});

function knock({ host, port, timeoutSeconds }: Endpoint, signal: AbortSignal): Promise<Outcome> {
  const began = performance.now();
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      socket.destroy();
      resolve(outcome);
    };
    const silent = (why: string) => settle({ status: "unreachable", message: `${host}:${port} ${why}` });
    const onAbort = () => silent("gave no answer before the look was cancelled");
    const timer = setTimeout(
      () => silent(`took no connection in ${timeoutSeconds} s`),
      timeoutSeconds * 1000,
    );
    signal.addEventListener("abort", onAbort, { once: true });
    socket.once("connect", () =>
      settle({ status: "done", output: { milliseconds: Math.round(performance.now() - began) } }),
    );
    socket.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED" || error.code === "ECONNRESET") {
        return settle({ status: "failed", message: `${host}:${port} refused the connection` });
      }
      silent(`cannot be reached: ${error.code ?? error.message}`);
    });
  });
}
