import { readFile } from "node:fs/promises";
import { NotPossible } from "#connectors/postgres/fault.ts";

/** What a stopped server's control file says. */
export type ControlFile = {
  /** Whether it was shut down in order, as a primary or as a standby. After a crash it is not. */
  readonly cleanlyStopped: boolean;
  /** Where its last checkpoint begins; after a clean stop nothing of it lies behind that record. */
  readonly checkpointLsn: string;
  readonly timeline: number;
};

// DBState of PostgreSQL's src/include/catalog/pg_control.h.
const stoppedAsPrimary = 1;
const stoppedAsStandby = 2;

/**
 * Reads `global/pg_control` of a stopped server (there is no pg_controldata in the npm set). The
 * fields stand at the same offsets in versions 13 to 18: state 16, checkpoint 32, its timeline 48.
 */
export async function readControlFile(dataDirectory: string): Promise<ControlFile> {
  const bytes = await readFile(`${dataDirectory}/global/pg_control`);
  const version = bytes.readUInt32LE(8);
  if (version < 1300 || version > 1800) {
    throw new NotPossible(
      `the control file in ${dataDirectory} is of version ${version}, 1300 to 1800 are known`,
    );
  }
  const state = bytes.readUInt32LE(16);
  const lsn = bytes.readBigUInt64LE(32);
  return {
    cleanlyStopped: state === stoppedAsPrimary || state === stoppedAsStandby,
    checkpointLsn: `${(lsn >> 32n).toString(16)}/${(lsn & 0xffff_ffffn).toString(16)}`.toUpperCase(),
    timeline: bytes.readUInt32LE(48),
  };
}
