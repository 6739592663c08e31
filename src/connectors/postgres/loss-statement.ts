import { createHash } from "node:crypto";
import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { readAccess } from "./access.ts";
import { columnName, columnType, quoteColumn, quoteTable, tableName } from "./business-table.ts";
import { type LedgerRecord, ledgerParameter, readLedger } from "./ledger.ts";
import { waitForReplay } from "./replay.ts";
import { readState, type ServerState } from "./server-state.ts";
import { type Session, withSession } from "./session.ts";
import { settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  standby: componentRef.describe("The server that would be promoted, or that was"),
  table: tableName,
  key: columnName.describe("The column that holds the record's id"),
  ledger: ledgerParameter,
  since: z.iso.datetime({ offset: true }).optional().describe("Leaves out what was acknowledged before"),
  replayWithinSeconds: z.number().positive().max(3600).default(60),
});

const listedMax = 1000;
const batchSize = 5000;
const batchLimitSeconds = 30;

/**
 * What promoting this standby would lose, by the outside record of what was acknowledged: counted
 * only when all that was received is replayed. `done` means that the statement could be made, not
 * that nothing is lost.
 */
export const lossStatement = defineCheck({
  title: "The loss that a promotion would make final, record by record",
  parameters,
  check: (given, context) =>
    settleCheck(context, async () => {
      // The ledger first: a record acknowledged after it was read cannot be reported as missing.
      const ledger = await readLedger(given.ledger.url, given.since, context.signal);
      const server = await readAccess(context, given.standby);
      return withSession(server, context.signal, async (session) => {
        const state = await waitForReplay(session, given.replayWithinSeconds, context.signal);
        const missing = await findMissing(session, given.table, given.key, ledger);
        const after = await readState(session);
        const ids = missing.map(({ id }) => id).sort(byCodeUnit);
        const list = ids.join("\n");
        const output = {
          newestSafePoint: { lsn: safeLsn(state), lastCommitAt: after.lastReplayedCommitAt },
          lossSeconds: lossSeconds(missing, after.lastReplayedCommitAt),
          acknowledgedRecords: ledger.length,
          records: ids.length,
          missing: ids.slice(0, listedMax),
          missingDigest: createHash("sha256").update(list).digest("hex"),
        };
        return { status: "done", output };
      });
    }),
});

async function findMissing(
  session: Session,
  table: string,
  key: string,
  ledger: readonly LedgerRecord[],
): Promise<readonly LedgerRecord[]> {
  const type = await columnType(session, table, key);
  const missing: LedgerRecord[] = [];
  for (let start = 0; start < ledger.length; start += batchSize) {
    const batch = ledger.slice(start, start + batchSize);
    const rows = await session.query<{ id: string }>(
      `select ${quoteColumn(key)}::text as id from ${quoteTable(table)}
       where ${quoteColumn(key)} = any($1::text[]::${type}[])`,
      [batch.map(({ id }) => id)],
      batchLimitSeconds,
    );
    const there = new Set(rows.map(({ id }) => id));
    missing.push(...batch.filter(({ id }) => !there.has(id)));
  }
  return missing;
}

/**
 * Seconds between the newest safe commit and the newest acknowledged record that is missing: zero
 * when none is, null when the server cannot say when its newest replayed commit was made.
 */
function lossSeconds(missing: readonly LedgerRecord[], lastCommitAt: string | null): number | null {
  if (missing.length === 0) return 0;
  if (lastCommitAt === null) return null;
  const newest = missing.reduce(
    (latest, { acknowledgedAt }) => Math.max(latest, Date.parse(acknowledgedAt)),
    0,
  );
  return Math.max(0, (newest - Date.parse(lastCommitAt)) / 1000);
}

function safeLsn(state: ServerState): string | null {
  return state.inRecovery ? state.replayedLsn : state.currentLsn;
}

function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
