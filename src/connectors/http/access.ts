import type { CallContext } from "#connectors/connector.ts";
import { readAccess } from "#connectors/read-access.ts";
import { z } from "zod";

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, "a header name");

/** Headers that the connector writes itself; a document that set them could break the frame of a request. */
const ownHeaders =
  /^(?:host|connection|content-length|transfer-encoding|upgrade|te|trailer|idempotency-key)$/i;

/** Header fields of a request, by name. */
export const headerFields = z
  .record(headerName, z.string().regex(/^[^\r\n\0]*$/, "one line"))
  .refine((headers) => !Object.keys(headers).some((name) => ownHeaders.test(name)), {
    message:
      "Host, Content-Length, Transfer-Encoding, Connection and Idempotency-Key are the connector's own",
  });

/** `spec.access.http` of a component: where its HTTP interface is and what it wants to see from us. */
export const httpAccess = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .refine((text) => !/[@?#]/.test(text), "without user, query or fragment; credentials go into headers")
    .describe("http://host:port or https://host, with a path where all paths begin with it"),
  headers: headerFields
    .optional()
    .describe("Sent with each request; a credential as secret:env/NAME or secret:file/PATH"),
  timeoutSeconds: z.number().positive().max(600).default(10).describe("Seconds one request may take"),
});

export type HttpAccess = z.output<typeof httpAccess>;

/** A component's HTTP interface, with what must not be shown of it. */
export type HttpTarget = HttpAccess & { readonly secrets: readonly string[] };

/** How to reach `component` over HTTP. Throws `AccessError`. */
export async function readTarget(context: CallContext, component: string): Promise<HttpTarget> {
  const access = await readAccess(context, component, httpAccess);
  return { ...access, secrets: secretsOf(access.headers ?? {}) };
}

/** Header fields that never carry a credential, and whose values would be missed in outputs. */
const openHeaders = /^(?:accept(?:-[a-z]+)?|content-type|user-agent|cache-control|x-request-id)$/i;

/** The values to hide: each header's, and the token after its scheme (`Bearer …`), since a server may echo it alone. */
function secretsOf(headers: { readonly [name: string]: string }): readonly string[] {
  const values = Object.entries(headers).filter(([name]) => !openHeaders.test(name));
  return values.flatMap(([, value]) => [value, value.replace(/^\S+\s+/, "")]);
}

/** A path within a component's interface, with its query. */
export const requestPath = z
  .string()
  .regex(/^\/[^\s#]*$/, "a path that begins with / and holds neither white space nor a fragment");

/** The address of `path` at a target. It stays at the target's host whatever the path holds: only path and query are set. */
export function resolveUrl(target: HttpAccess, path: string): URL {
  const url = new URL(target.baseUrl);
  const [pathname = "/", ...query] = path.split("?");
  url.pathname = url.pathname.replace(/\/$/, "") + pathname;
  url.search = query.join("?");
  return url;
}
