import { mkdir, rm } from "node:fs/promises";
import { extract } from "tar-stream";
import type { ServerAccess } from "#connectors/postgres/access.ts";
import { withSession } from "#connectors/postgres/session.ts";
import { verifyAgainstManifest } from "./manifest.ts";
import { receiveBaseBackup } from "./receive.ts";
import { unpack } from "./unpack.ts";

/** What a base backup brought. */
export type BaseBackup = { readonly files: number; readonly archiveBytes: number };

export type BaseBackupOptions = {
  readonly source: ServerAccess;
  /** The folder to make; it must not be there. It is removed again where anything fails. */
  readonly folder: string;
  readonly maxRateKilobytesPerSecond: number | undefined;
  readonly signal: AbortSignal;
};

/** Copies a running server's data directory over the wire and verifies it against its manifest. */
export async function takeBaseBackup(options: BaseBackupOptions): Promise<BaseBackup> {
  await mkdir(options.folder, { mode: 0o700 });
  try {
    return await withSession(
      options.source,
      options.signal,
      async (session) => {
        const archive = extract();
        const unpacking = unpack(archive, options.folder).catch((error: unknown) => {
          // Nobody reads the archive any more: stop the source from sending it.
          session.socket.destroy();
          throw error;
        });
        const receiving = receiveBaseBackup(
          session,
          archive,
          options.maxRateKilobytesPerSecond,
          options.signal,
        );
        const [unpacked, received] = await Promise.allSettled([unpacking, receiving]);
        // Where unpacking failed, losing the source is its consequence and not the reason.
        if (unpacked.status === "rejected") throw unpacked.reason;
        if (received.status === "rejected") throw received.reason;
        verifyAgainstManifest(received.value.manifest, unpacked.value);
        return { files: unpacked.value.size, archiveBytes: received.value.archiveBytes };
      },
      { replication: true },
    );
  } catch (error) {
    await rm(options.folder, { recursive: true, force: true });
    throw error;
  }
}
