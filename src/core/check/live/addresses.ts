import type { DocumentPath } from "../../model/document-path.ts";
import { isJsonObject, type JsonObject } from "../../model/json.ts";

/** An address that a component declares. */
export type Address = { readonly path: DocumentPath; readonly host: string; readonly port: number };

const defaultPorts: { readonly [protocol: string]: number } = { "http:": 80, "https:": 443 };

/**
 * The addresses in the access of a component, whatever its connector: `host` beside `port`, and
 * http(s) URLs, at its top. What is a template or a secret is none.
 */
export function declaredAddresses(access: JsonObject, path: DocumentPath): readonly Address[] {
  const { host, port } = access;
  const addresses: Address[] = [];
  if (typeof host === "string" && typeof port === "number") {
    addresses.push({ path: [...path, "host"], host, port });
  }
  for (const [name, value] of Object.entries(access)) {
    if (typeof value !== "string" || isJsonObject(value)) continue;
    const found = /^(https?:)\/\/(\[[0-9a-fA-F:.]+\]|[^/:@?#\s$]+)(?::(\d{1,5}))?(?:[/?#]|$)/.exec(value);
    if (!found) continue;
    const [, protocol = "", written = "", given] = found;
    const number = given === undefined ? (defaultPorts[protocol] ?? 0) : Number(given);
    addresses.push({ path: [...path, name], host: written.replace(/^\[(.*)\]$/, "$1"), port: number });
  }
  return addresses;
}
