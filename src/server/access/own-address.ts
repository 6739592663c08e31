import type { FastifyRequest } from "fastify";

const loopbackNames: ReadonlySet<string> = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** The name of a Host header, without the port. */
export const hostName = (host: string): string => host.replace(/:\d+$/, "").toLowerCase();

/** Whether a Host header names the loopback. */
export const isLoopbackHost = (host: string): boolean => loopbackNames.has(hostName(host));

/**
 * The origin by which a browser knows this server: the configured one; without it the address asked for, where that is
 * the loopback. Null elsewhere: a Host header is no proof of anything.
 */
export function ownOrigin(request: Pick<FastifyRequest, "headers">, publicUrl: string | null): string | null {
  const { host = "" } = request.headers;
  if (isLoopbackHost(host)) {
    const configured = publicUrl === null ? null : new URL(publicUrl);
    return configured?.host === host ? configured.origin : `http://${host}`;
  }
  return publicUrl === null ? null : new URL(publicUrl).origin;
}

/**
 * Whether a request that carries a cookie was made by our own pages. The cookie is SameSite=Strict already; this is the
 * second lock: `Sec-Fetch-Site`, which pages cannot set, and `Origin`, where the first is missing (old browsers).
 */
export function isFromOwnPages(
  request: Pick<FastifyRequest, "headers" | "method">,
  own: string | null,
): boolean {
  const { origin, "sec-fetch-site": site } = request.headers;
  if (typeof site === "string") {
    if (site !== "same-origin" && site !== "none") return false;
    if (site === "none" && request.method !== "GET") return false;
  }
  if (typeof origin === "string") return origin === own;
  return typeof site === "string" || request.method === "GET";
}
