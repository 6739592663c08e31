import { readFile } from "node:fs/promises";
import type { JsonObject } from "#core/model/json.ts";
import type { SshAccess } from "./access.ts";

const loginsMax = 100;

/** The logins that sshd has logged for certificates of this name, the newest last. */
export async function loginsOf({ logFile }: SshAccess, keyId: string): Promise<readonly JsonObject[]> {
  if (logFile === undefined) return [];
  const text = await readFile(logFile, "utf8").catch(() => null);
  if (text === null) return [{ since: null, from: null, what: `the log ${logFile} cannot be read` }];
  const lines = text.split("\n").filter((line) => line.includes(` ID ${keyId} (serial `));
  return lines.slice(-loginsMax).flatMap((line): readonly JsonObject[] => {
    const found = /Accepted publickey for (\S+) from (\S+) .* ID \S+ \(serial (\d+)\)/.exec(line);
    if (found === null) return [];
    const [, user = "", from = "", serial = ""] = found;
    const since = /^(\d{4}-\d\d-\d\dT\S+)/.exec(line)?.[1] ?? null;
    return [{ since, from, what: `login as ${user}, certificate ${serial}` }];
  });
}
