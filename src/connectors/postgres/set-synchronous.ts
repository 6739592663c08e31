import { escapeLiteral } from "pg";
import { z } from "zod";
import { defineAction } from "#connectors/connector.ts";
import { componentRef } from "#connectors/read-access.ts";
import { readAccess } from "./access.ts";
import { NotPossible } from "./fault.ts";
import { poll } from "./poll.ts";
import { type Session, withSession } from "./session.ts";
import { settleAct, settleCheck } from "./settle.ts";

const parameters = z.strictObject({
  target: componentRef.describe("The primary whose commits wait, or stop waiting, for standbys"),
  names: z
    .string()
    .max(500)
    .regex(/^[\w\s,()*"-]*$/)
    .describe(
      "As synchronous_standby_names has it, such as west or FIRST 1 (west); empty: commits wait for none",
    ),
});

const limitSeconds = 10;

/**
 * Says which standbys a commit waits for. A new primary that still waits for the site that was lost
 * hangs every commit; emptying the names releases those that hang already.
 */
export const setSynchronous = defineAction({
  title: "Set which standbys commits wait for",
  parameters,
  policy: "idempotent",
  timeoutSeconds: 20,
  destructive: false,
  plan: ({ target, names }, context) =>
    settleCheck(context, async () =>
      withSession(await readAccess(context, target), context.signal, async (session) => {
        const now = await readSetting(session);
        return { status: "done", output: { from: now.names, to: names } };
      }),
    ),
  act: ({ target, names }, context) =>
    settleAct(context, async (effects) =>
      withSession(await readAccess(context, target), context.signal, async (session) => {
        const before = await readSetting(session);
        effects.begin();
        await session.query(`alter system set synchronous_standby_names = ${escapeLiteral(names)}`);
        await session.query("select pg_reload_conf()");
        const wait = { limitSeconds, everyMilliseconds: 50, signal: context.signal };
        const applied = await poll(
          async () => ((await readSetting(session)).names === names ? true : null),
          wait,
        );
        if (applied) return { status: "done", output: { from: before.names, to: names } };
        const { source } = await readSetting(session);
        throw new NotPossible(`the server keeps "${before.names}": it is set by ${source}, which goes first`);
      }),
    ),
});

type Setting = { readonly names: string; readonly source: string };

async function readSetting(session: Session): Promise<Setting> {
  const [row] = await session.query<Setting>(
    "select setting as names, source from pg_settings where name = 'synchronous_standby_names'",
  );
  if (!row) throw new Error("PostgreSQL has had this setting since version 9.1");
  return row;
}
