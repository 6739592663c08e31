import { randomBytes } from "node:crypto";
import { escapeIdentifier, escapeLiteral } from "pg";
import type { CallContext, CredentialRequest } from "#connectors/connector.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { readAccess } from "../access.ts";
import { withSession } from "../session.ts";
import { settleAct } from "../settle.ts";
import { inTurn, roleNameOf, roleState } from "./grant-role.ts";
import { scramVerifier } from "./scram-verifier.ts";

/** Gives the role of a grant a new password and lets it log in; the password before is void. */
export function issueCredential(request: CredentialRequest, context: CallContext): Promise<Outcome> {
  return settleAct(context, async (effects) => {
    const server = await readAccess(context, request.component);
    const role = roleNameOf(request.grant);
    const password = randomBytes(24).toString("base64url");
    return withSession(server, context.signal, async (session): Promise<Outcome> => {
      effects.begin();
      return inTurn(session, role, async (): Promise<Outcome> => {
        const state = await roleState(session, role);
        if (state !== "open") return { status: "failed", message: `${role} is ${state}: it lets nobody in` };
        await session.query(
          `alter role ${escapeIdentifier(role)} login password ${escapeLiteral(scramVerifier(password))} valid until ${escapeLiteral(request.until)}`,
        );
        const { host, port, database } = server;
        return {
          status: "done",
          output: {
            credential: { user: role, password, host, port, database },
            reference: `role ${role}`,
            until: request.until,
          },
        };
      });
    });
  });
}
