import type { GrantRequest } from "#connectors/connector.ts";
import type { GrantOutcome } from "#core/grant/commands.ts";
import type { UseSeen } from "#core/grant/events.ts";
import type { GrantState } from "#core/grant/state.ts";
import { isJsonObject, type Json } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { type CallPorts, callContext, guard } from "../call.ts";

/** Seconds that an act at a target may take. */
const actSeconds = 30;

/** One act at the target of a grant; the access is the one it was asked for with. Never rejects. */
export type GrantCall = {
  readonly grant: string;
  readonly state: GrantState;
  readonly signal: AbortSignal;
  readonly ports: CallPorts;
};

function requestOf(grant: string, { asked, until }: GrantState): GrantRequest {
  if (asked === null || until === null) throw new Error(`grant ${grant} has no time yet`);
  const { grantee, target } = asked;
  return { grant, grantee, component: target.component, as: target.as, until };
}

type Act =
  | { readonly type: "open" | "close" }
  | { readonly type: "issue"; readonly issue: number; readonly publicKey: string | null };

/** Carries an act out. */
export function callGrant({ grant, state, signal, ports }: GrantCall, act: Act): Promise<Outcome> {
  const request = requestOf(grant, state);
  const { connector, access } = state.asked?.target ?? { connector: "", access: {} };
  const capability = ports.connectors.get(connector)?.grants;
  if (!capability) {
    const message = `Connector ${connector} lets nobody in.`;
    return Promise.resolve({ status: "unreachable", message });
  }
  const plan = { access: { [request.component]: { [connector]: access } } };
  return guard(
    (limited) => {
      const context = callContext(plan, connector, `${grant}/${act.type}`, limited, ports);
      return act.type === "issue"
        ? capability.issue({ ...request, issue: act.issue, publicKey: act.publicKey }, context)
        : capability[act.type](request, context);
    },
    actSeconds,
    signal,
    "unknown",
    ports.clock,
  );
}

const fieldsOf = (output: Json) => (isJsonObject(output) ? output : {});

/** What is recorded of an opening or a closing. */
export function outcomeOf(outcome: Outcome): GrantOutcome {
  if (outcome.status !== "done") return { status: outcome.status, message: outcome.message };
  const { detail } = fieldsOf(outcome.output);
  return { status: "done", detail: typeof detail === "string" ? detail : "" };
}

/** What a closing saw of the use that was made of the grant. */
export function usesOf(outcome: Outcome): {
  readonly sessionsEnded: number;
  readonly uses: readonly UseSeen[];
} {
  const { sessionsEnded, uses } = fieldsOf(outcome.status === "done" ? outcome.output : {});
  const text = (value: Json | undefined) => (typeof value === "string" ? value : null);
  const list: readonly Json[] = Array.isArray(uses) ? (uses as readonly Json[]) : [];
  return {
    sessionsEnded: typeof sessionsEnded === "number" ? sessionsEnded : 0,
    uses: list.filter(isJsonObject).map(({ since, from, what }) => ({
      since: text(since),
      from: text(from),
      what: text(what) ?? "",
    })),
  };
}

/** A credential as the connector made it, or what became of the try. */
export function credentialOf(outcome: Outcome) {
  if (outcome.status !== "done") return { status: outcome.status, message: outcome.message };
  const { credential, reference, until } = fieldsOf(outcome.output);
  if (!isJsonObject(credential) || typeof reference !== "string" || typeof until !== "string") {
    return { status: "failed" as const, message: "The connector made no credential that can be used." };
  }
  return { status: "done" as const, credential, reference, until };
}
