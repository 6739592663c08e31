import { once } from "node:events";
import net from "node:net";
import type { CallContext } from "#connectors/connector.ts";
import type { Json } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readTarget, resolveUrl } from "./access.ts";
import type { Method } from "./send.ts";

type PlannedRequest = { readonly method: Method; readonly path: string; readonly body?: Json | undefined };

/**
 * A dry run: says which requests would be sent, and opens a connection without sending anything on it, so that a
 * target that is away is found before the day. Output: `{url, requests: [{method, path, body}], headers: [name]}`.
 */
export async function planned(
  component: string,
  requests: readonly PlannedRequest[],
  context: CallContext,
): Promise<Outcome> {
  const target = await readTarget(context, component);
  const url = resolveUrl(target, "/");
  const fault = await findConnectionFault(url, target.timeoutSeconds, context.signal);
  if (fault) return { status: "unreachable", message: `${url.host} cannot be connected to: ${fault}` };
  const output = {
    url: target.baseUrl,
    // Their names are enough to review; their values may be credentials.
    headers: Object.keys(target.headers ?? {}),
    requests: requests.map(({ method, path, body }) => ({ method, path, body: body ?? null })),
  };
  return { status: "done", output };
}

async function findConnectionFault(
  url: URL,
  limitSeconds: number,
  signal: AbortSignal,
): Promise<string | null> {
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  const socket = net.connect({ host: url.hostname.replace(/^\[|\]$/g, ""), port });
  try {
    await once(socket, "connect", {
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1000)]),
    });
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
  } finally {
    socket.destroy();
    // An error after the wait was given up has nobody left to tell.
    socket.on("error", () => {});
  }
}
