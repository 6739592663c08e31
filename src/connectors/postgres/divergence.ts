import { z } from "zod";
import { defineCheck } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { localServerOf, readAccess } from "./access.ts";
import { columnName, columnType, fixTextForm, quoteColumn, quoteTable, tableName } from "./business-table.ts";
import { compareRows, type KeyedRow } from "./compare-rows.ts";
import { withScratchServer } from "./scratch-server.ts";
import { type Session, withSession } from "./session.ts";
import { settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  old: componentRef.describe("The fenced old primary, before it is rebuilt"),
  new: componentRef.describe("The primary that took over"),
  table: tableName,
  key: columnName,
  limitSeconds: z
    .number()
    .positive()
    .max(3600)
    .default(120)
    .describe("How long one read of the table may take"),
});

const rowsPerFetch = 5000;

/**
 * What the old primary has that the new one has not, after an asynchronous failover, read from a
 * scratch copy of its data directory. `done` means that the set could be computed, not that it is
 * empty. It must run before the old directory is rebuilt.
 */
export const divergence = defineCheck({
  title: "The records of the old primary that the new one lacks or has otherwise",
  parameters,
  check: (given, context) =>
    settleCheck(context, async () => {
      const old = await readAccess(context, given.old);
      const next = await readAccess(context, given.new);
      const local = localServerOf(given.old, old);
      const { signal } = context;
      return withScratchServer(given.old, old, local, signal, (scratch) =>
        withSession(scratch, signal, (onOld) =>
          withSession(next, signal, async (onNew) => {
            for (const session of [onOld, onNew]) {
              await fixTextForm(session);
              await columnType(session, given.table, given.key);
            }
            const output = await compareRows(orderedRows(onOld, given), orderedRows(onNew, given));
            return { status: "done", output };
          }),
        ),
      );
    }),
});

/** The table's rows by key, a few thousand at a time, all of one snapshot. */
async function* orderedRows(session: Session, given: z.output<typeof parameters>): AsyncGenerator<KeyedRow> {
  const key = quoteColumn(given.key);
  await session.query("begin isolation level repeatable read, read only");
  await session.query(
    `declare holdfast_rows no scroll cursor for
     select ${key}::text as key, hashtextextended(t::text, 0)::text as hash
     from ${quoteTable(given.table)} t order by ${key}::text collate "C"`,
  );
  for (;;) {
    const rows = await session.query<KeyedRow>(
      `fetch ${rowsPerFetch} from holdfast_rows`,
      [],
      given.limitSeconds,
    );
    yield* rows;
    if (rows.length < rowsPerFetch) return;
  }
}
