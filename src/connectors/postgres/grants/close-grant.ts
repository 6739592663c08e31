import { escapeIdentifier } from "pg";
import type { CallContext, GrantRequest } from "#connectors/connector.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readAccess } from "../access.ts";
import { ServerFault } from "../fault.ts";
import { poll } from "../poll.ts";
import { type Session, withSession } from "../session.ts";
import { settleAct } from "../settle.ts";
import { inTurn, markRole, roleNameOf, roleState } from "./grant-role.ts";

/** For sessions to be gone after they were told to end. */
const goneSeconds = 5;
/** For what the role owns to be handed over: it may wait for locks. */
const removeSeconds = 10;
const statementsMax = 20;

/**
 * Ends a grant: no login any more, no memberships, no sessions, in this order, for `valid until` ends nothing that is
 * open. Then the role is removed; what it owns goes to the administrator, since a repair may have made a table. A role
 * that cannot be removed stays, shut for good.
 */
export function closeGrant(request: GrantRequest, context: CallContext): Promise<Outcome> {
  return settleAct(context, async (effects) => {
    const server = await readAccess(context, request.component);
    return withSession(server, context.signal, async (session) => {
      effects.begin();
      return close(session, request, context.signal);
    });
  });
}

async function close(session: Session, request: GrantRequest, signal: AbortSignal): Promise<Outcome> {
  const role = roleNameOf(request.grant);
  const isThere = await inTurn(session, role, () => shut(session, role, request));
  if (!isThere)
    return { status: "done", output: { detail: `role ${role} is not there`, sessionsEnded: 0, uses: [] } };
  const statements = await statementsOf(session, role);
  const sessions = await endSessions(session, role, signal);
  if (sessions === null) {
    return {
      status: "failed",
      message: `sessions of ${role} did not end in ${goneSeconds} s; it cannot log in`,
    };
  }
  const kept = await removeRole(session, role);
  const detail = kept === null ? `role ${role} removed` : `role ${role} cannot log in; it stays: ${kept}`;
  return {
    status: "done",
    output: { detail, sessionsEnded: sessions.length, uses: [...sessions, ...statements] },
  };
}

async function shut(session: Session, role: string, request: GrantRequest): Promise<boolean> {
  if ((await roleState(session, role)) === "absent") return false;
  const name = escapeIdentifier(role);
  await session.query(`alter role ${name} nologin password null`);
  const granted = await session.query<{ name: string }>(
    `select granted.rolname as name from pg_auth_members held
     join pg_roles granted on granted.oid = held.roleid join pg_roles member on member.oid = held.member
     where member.rolname = $1`,
    [role],
  );
  for (const { name: of } of granted) await session.query(`revoke ${escapeIdentifier(of)} from ${name}`);
  await markRole(session, request, true);
  return true;
}

/** Ends the sessions and says what was seen of them; null when some stay. The statements' texts may hold data: only their kind is kept. */
async function endSessions(
  session: Session,
  role: string,
  signal: AbortSignal,
): Promise<readonly JsonObject[] | null> {
  const seen = new Map<number, JsonObject>();
  const isEmpty = async () => {
    const rows = await session.query<{ pid: number; since: string; from: string | null; what: string }>(
      `select pid, to_char(backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since,
         host(client_addr) as from,
         concat_ws(': ', nullif(application_name, ''), 'session, last statement ' ||
           coalesce(nullif(upper(substring(query from '^\\s*([[:alpha:]]+)')), ''), 'none')) as what,
         pg_terminate_backend(pid) as ended
       from pg_stat_activity where usename = $1`,
      [role],
    );
    for (const { pid, since, from, what } of rows) if (!seen.has(pid)) seen.set(pid, { since, from, what });
    return rows.length === 0 ? true : null;
  };
  const gone = await poll(isEmpty, { limitSeconds: goneSeconds, everyMilliseconds: 50, signal });
  return gone === null ? null : [...seen.values()];
}

/** What the role has carried out, without constants, where the server keeps count (pg_stat_statements). */
async function statementsOf({ query }: Session, role: string): Promise<readonly JsonObject[]> {
  try {
    const rows = await query<{ what: string }>(
      `select calls || ' x ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 200) as what
       from pg_stat_statements where userid = (select oid from pg_roles where rolname = $1)
       order by calls desc limit ${statementsMax}`,
      [role],
    );
    return rows.map(({ what }) => ({ since: null, from: null, what }));
  } catch (error) {
    if (error instanceof ServerFault && error.kind === "statement") return [];
    throw error;
  }
}

/** Removes the role; what it owns is handed over first. Says why where it has to stay. */
async function removeRole(session: Session, role: string): Promise<string | null> {
  const name = escapeIdentifier(role);
  const remove = async () => {
    await session.query(`grant ${name} to current_user`);
    await session.query(`reassign owned by ${name} to current_user`, [], removeSeconds);
    await session.query(`drop owned by ${name}`, [], removeSeconds);
    await session.query(`drop role ${name}`, [], removeSeconds);
    return null;
  };
  try {
    return await inTurn(session, role, remove);
  } catch (error) {
    if (error instanceof ServerFault && error.kind === "statement") return error.message;
    throw error;
  }
}
