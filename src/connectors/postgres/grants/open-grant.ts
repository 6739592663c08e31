import { escapeIdentifier, escapeLiteral } from "pg";
import type { CallContext, GrantRequest } from "#connectors/connector.ts";
import { grantFault } from "#connectors/grantable.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readAccess } from "../access.ts";
import { withSession } from "../session.ts";
import { settleAct } from "../settle.ts";
import { inTurn, markRole, roleNameOf, roleState } from "./grant-role.ts";

/**
 * Makes the role of a grant a member of what it is to act as. It cannot log in yet: that comes with the credential, so
 * that a server which trusts its network lets nobody in either.
 */
export function openGrant(request: GrantRequest, context: CallContext): Promise<Outcome> {
  return settleAct(context, async (effects) => {
    const server = await readAccess(context, request.component);
    const fault = grantFault(server.grantable, request.as);
    if (fault !== null) return { status: "failed", message: `${request.component}: ${fault}` };
    const role = roleNameOf(request.grant);
    const name = escapeIdentifier(role);
    return withSession(server, context.signal, async (session): Promise<Outcome> => {
      effects.begin();
      return inTurn(session, role, async (): Promise<Outcome> => {
        const state = await roleState(session, role);
        if (state === "closed") return { status: "failed", message: `${role} was closed for good` };
        if (state === "absent") await session.query(`create role ${name} nologin`);
        await session.query(
          `alter role ${name} valid until ${escapeLiteral(request.until)} connection limit 5`,
        );
        for (const granted of request.as)
          await session.query(`grant ${escapeIdentifier(granted)} to ${name}`);
        await markRole(session, request, false);
        return { status: "done", output: { detail: `role ${role}, member of ${request.as.join(", ")}` } };
      });
    });
  });
}
