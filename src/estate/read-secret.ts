import { readFile } from "node:fs/promises";
import path from "node:path";

/** A secret that a document names cannot be had; the message never holds a secret. */
export class SecretError extends Error {}

/**
 * Turns `secret:env/NAME` and `secret:file/PATH` into the secret. A relative path counts from `folder`, an
 * absolute one begins with a slash of its own (`secret:file//run/secrets/db`). A file's last line break does
 * not belong to it. Read anew each time, so that a rotated secret is used at once. Throws `SecretError`.
 */
export async function readSecret(
  reference: string,
  folder: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string> {
  const [, provider, name] = /^secret:(env|file)\/(.+)$/.exec(reference) ?? [];
  if (provider === "env") {
    const value = environment[name ?? ""];
    if (value === undefined) throw new SecretError(`${reference}: the variable is not set`);
    return value;
  }
  if (provider === "file") {
    try {
      return (await readFile(path.resolve(folder, name ?? ""), "utf8")).replace(/\r?\n$/, "");
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
      throw new SecretError(`${reference}: the file cannot be read (${code})`);
    }
  }
  throw new SecretError(`${reference}: only secret:env/NAME and secret:file/PATH are known`);
}
