import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { GrantRequest } from "#connectors/connector.ts";
import type { SshAccess } from "./access.ts";
import { runTool } from "./run-tool.ts";

/** The authority's key on disk for as long as it is used: in a folder that nobody else can enter. */
export type Authority = {
  readonly folder: string;
  readonly keyFile: string;
  readonly publicFile: string;
};

/** Lends the authority's key to `work` and removes it afterwards, whatever becomes of the work. */
export async function withAuthority<T>(
  { certificateAuthority }: SshAccess,
  signal: AbortSignal,
  work: (authority: Authority) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "holdfast-ssh-"));
  const keyFile = path.join(folder, "authority");
  const publicFile = path.join(folder, "authority.pub");
  try {
    await writeFile(keyFile, `${certificateAuthority.trim()}\n`, { mode: 0o600 });
    await writeFile(publicFile, await runTool(["ssh-keygen", "-y", "-P", "", "-f", keyFile], signal));
    return await work({ folder, keyFile, publicFile });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How a certificate of a grant is called in every log: the grant and its person. */
export function keyIdOf({ grant, grantee }: Pick<GrantRequest, "grant" | "grantee">): string {
  return `${grant}/${grantee.replace(/^person:/, "")}`;
}

/** The serial number of one certificate: 60 bits, the same for the same issue. */
export function serialOf(grant: string, issue: number): string {
  const digest = createHash("sha256").update(`${grant}/${issue}`).digest("hex");
  return BigInt(`0x${digest.slice(0, 15)}`).toString();
}
