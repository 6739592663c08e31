import { isJsonObject, type Json } from "./json.ts";

/** Turns a secret reference (`secret:env/NAME`, `secret:file/PATH`) into the secret. Throws when it cannot. */
export type SecretReader = (reference: string) => Promise<string>;

/** A value with the secret in place of each reference to one, however deep. Rejects when one cannot be read. */
export async function withSecrets(value: Json, readSecret: SecretReader): Promise<Json> {
  if (typeof value === "string") return value.startsWith("secret:") ? readSecret(value) : value;
  if (Array.isArray(value)) {
    return Promise.all((value as readonly Json[]).map((item) => withSecrets(item, readSecret)));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(
    async ([key, item]) => [key, await withSecrets(item, readSecret)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
