import { Query } from "pg";
import type { Extract } from "tar-stream";
import { NotPossible, ServerFault } from "#connectors/postgres/fault.ts";
import type { Session } from "#connectors/postgres/session.ts";

/** What came over the wire. */
export type Received = { readonly manifest: Buffer; readonly archiveBytes: number };

/** Seconds without a byte after which the source counts as silent, writing to our own disk left out. */
const silenceSeconds = 30;

// Each message of the copy begins with its kind (PostgreSQL, "Streaming Replication Protocol", BASE_BACKUP).
const newArchive = "n".charCodeAt(0);
const manifestBegins = "m".charCodeAt(0);
const data = "d".charCodeAt(0);

/** A query with the driver's hook for copied data, which its types leave out. */
type CopyQuery = Query & { handleCopyData?: (message: { readonly chunk: Buffer }) => void };

/**
 * Runs BASE_BACKUP on a replication session, feeds the archive to `archive` and ends it. The log
 * that the copy needs is inside (`WAL true`), so that it is whole by itself.
 */
export function receiveBaseBackup(
  session: Session,
  archive: Extract,
  maxRateKilobytesPerSecond: number | undefined,
  signal: AbortSignal,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const query: CopyQuery = new Query(backupCommand(maxRateKilobytesPerSecond));
    const manifest: Buffer[] = [];
    let inManifest = false;
    let archives = 0;
    let archiveBytes = 0;
    let waiting = false;
    const silence = setTimeout(() => session.socket.destroy(), silenceSeconds * 1000);
    // At most one drain listener at a time: one per full buffer would pile up.
    const holdUntilDrained = () => {
      waiting = true;
      session.socket.pause();
      archive.once("drain", () => {
        waiting = false;
        silence.refresh();
        session.socket.resume();
      });
    };
    const fail = (error: Error) => {
      clearTimeout(silence);
      archive.destroy(error);
      reject(error);
    };
    query.handleCopyData = ({ chunk }) => {
      silence.refresh();
      // The driver reuses its buffer, and the archive reads later.
      const body = Buffer.from(chunk.subarray(1));
      if (chunk[0] === newArchive) archives += 1;
      else if (chunk[0] === manifestBegins) inManifest = true;
      else if (chunk[0] === data && inManifest) manifest.push(body);
      else if (chunk[0] === data) {
        archiveBytes += body.length;
        if (!archive.write(body) && !waiting) holdUntilDrained();
      }
    };
    query.once("error", (error) => {
      const certain = "code" in error && !signal.aborted;
      fail(certain ? new ServerFault("statement", error.message) : lost(signal, error));
    });
    query.once("end", () => {
      clearTimeout(silence);
      if (archives !== 1) return fail(new NotPossible(`the source has tablespaces, which are not supported`));
      archive.end(null);
      resolve({ manifest: Buffer.concat(manifest), archiveBytes });
    });
    session.client.query(query);
  });
}

function backupCommand(maxRateKilobytesPerSecond: number | undefined): string {
  const rate = maxRateKilobytesPerSecond === undefined ? "" : `, MAX_RATE ${maxRateKilobytesPerSecond}`;
  return `BASE_BACKUP (LABEL 'holdfast', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256'${rate})`;
}

function lost(signal: AbortSignal, error: Error): ServerFault {
  if (signal.aborted) return new ServerFault("cancelled", "cancelled while the base backup was on its way");
  return new ServerFault("silent", `the source was lost in the middle of the base backup: ${error.message}`);
}
