import { z } from "zod";
import { type CallContext, defineCheck } from "#connectors/connector.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readAccess, type ServerAccess } from "./access.ts";
import { fixTextForm, quoteTable, tableName } from "./business-table.ts";
import { pairParameters, proveFollowing, whyNotFollowing } from "./following.ts";
import { type Session, withSession } from "./session.ts";
import { settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  ...pairParameters,
  tables: z.array(tableName).min(1).max(100),
  quiesce: z
    .boolean()
    .default(false)
    .describe(
      "Holds writers of these tables while they are compared; without it a busy table may not compare equal",
    ),
  limitSeconds: z.number().positive().max(3600).default(60).describe("How long one table may take to read"),
});

type Parameters = z.output<typeof parameters>;

/** Attempts without holding the writers, each after the standby has replayed a new marker. */
const attempts = 3;

/** A table's content in three numbers. Equal sums of 64-bit hashes over equally many rows mean equal content. */
type Checksum = {
  readonly table: string;
  readonly rows: string;
  readonly hash: string;
  readonly maxHash: string;
};

/** The same rows stand on both servers, compared once the standby has replayed what the primary had. */
export const consistent = defineCheck({
  title: "The tables hold the same rows on both servers",
  parameters,
  check: (given, context) =>
    settleCheck(context, async () => {
      const primary = await readAccess(context, given.primary);
      const standby = await readAccess(context, given.standby);
      return withSession(primary, context.signal, (onPrimary) =>
        withSession(standby, context.signal, async (onStandby) => {
          await fixTextForm(onPrimary);
          await fixTextForm(onStandby);
          if (given.quiesce) await holdWriters(onPrimary, given.tables);
          return compareRepeatedly(given, context, { primary, standby, onPrimary, onStandby });
        }),
      );
    }),
});

type Pair = {
  readonly primary: ServerAccess;
  readonly standby: ServerAccess;
  readonly onPrimary: Session;
  readonly onStandby: Session;
};

async function compareRepeatedly(given: Parameters, context: CallContext, pair: Pair): Promise<Outcome> {
  let differing: readonly string[] = [];
  for (let attempt = 1; attempt <= (given.quiesce ? 1 : attempts); attempt += 1) {
    const following = await proveFollowing(pair.primary, pair.standby, given.withinSeconds, context.signal);
    if (!following.followed)
      return { status: "failed", message: whyNotFollowing(following, given.withinSeconds) };
    const [left, right] = await Promise.all([
      checksums(pair.onPrimary, given),
      checksums(pair.onStandby, given),
    ]);
    differing = given.tables.filter((_, n) => !isSame(left[n], right[n]));
    if (differing.length === 0)
      return { status: "done", output: { lsn: following.primaryLsn, tables: left } };
  }
  const hint = given.quiesce ? "" : " (they may have been written to meanwhile: quiesce holds the writers)";
  return {
    status: "failed",
    message: `different rows in ${differing.join(", ")}${hint}`,
    output: { differing },
  };
}

/** Reads go on; writers wait, five seconds at most before it is given up. Ends with the session. */
async function holdWriters(session: Session, tables: readonly string[]): Promise<void> {
  await session.query("begin");
  await session.query("set local lock_timeout = '5s'");
  await session.query(`lock table ${tables.map(quoteTable).join(", ")} in share mode`, [], 8);
}

async function checksums(session: Session, given: Parameters): Promise<Checksum[]> {
  const all: Checksum[] = [];
  for (const table of given.tables) {
    const [row] = await session.query<Omit<Checksum, "table">>(
      `select count(*)::text as rows, coalesce(sum(hash::numeric), 0)::text as hash, coalesce(max(hash), 0)::text as "maxHash"
       from (select hashtextextended(t::text, 0) as hash from ${quoteTable(table)} t) hashed`,
      [],
      given.limitSeconds,
    );
    if (row) all.push({ table, ...row });
  }
  return all;
}

function isSame(one: Checksum | undefined, other: Checksum | undefined): boolean {
  return one?.rows === other?.rows && one?.hash === other?.hash && one?.maxHash === other?.maxHash;
}
