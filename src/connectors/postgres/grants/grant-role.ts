import { createHash } from "node:crypto";
import { escapeIdentifier, escapeLiteral } from "pg";
import type { GrantRequest } from "#connectors/connector.ts";
import type { Session } from "../session.ts";

/** Names of PostgreSQL are cut off at 63 bytes, silently: a longer one is shortened so that it stays its own. */
const nameCharactersMax = 63;

/** The name of the role that stands for a grant. */
export function roleNameOf(grant: string): string {
  const name = `holdfast_jit_${grant}`;
  if (/^[a-z0-9_-]+$/.test(name) && name.length <= nameCharactersMax) return name;
  return `holdfast_jit_${createHash("sha256").update(grant).digest("hex").slice(0, 24)}`;
}

/** What is said at a role whose grant has ended, for whoever comes late. */
const closedMark = "holdfast: closed";

/** `open`: the role is there; `closed`: it is there and shut for good; `absent`: there is none. */
export type RoleState = "open" | "closed" | "absent";

export async function roleState({ query }: Session, role: string): Promise<RoleState> {
  const rows = await query<{ mark: string | null }>(
    "select shobj_description(oid, 'pg_authid') as mark from pg_roles where rolname = $1",
    [role],
  );
  if (rows[0] === undefined) return "absent";
  return rows[0].mark?.startsWith(closedMark) === true ? "closed" : "open";
}

/** Says at the role whose it is, so that whoever finds it in the catalogue knows. */
export async function markRole({ query }: Session, request: GrantRequest, closed: boolean): Promise<void> {
  const mark = closed ? closedMark : "holdfast";
  const text = `${mark}: grant ${request.grant} of ${request.grantee} until ${request.until}`;
  await query(`comment on role ${escapeIdentifier(roleNameOf(request.grant))} is ${escapeLiteral(text)}`);
}

/** One after another for one role, all or nothing: an opening that is late must not cross a closing. */
export async function inTurn<T>(session: Session, role: string, work: () => Promise<T>): Promise<T> {
  await session.query("begin");
  try {
    await session.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [role]);
    const result = await work();
    await session.query("commit");
    return result;
  } catch (error) {
    await session.query("rollback").catch(() => {});
    throw error;
  }
}
