import type { GrantRefusal } from "#core/grant/commands.ts";
import type { Actor } from "#core/model/actor.ts";
import type { JsonObject } from "#core/model/json.ts";
import { callGrant, credentialOf } from "./grant-calls.ts";
import type { GrantPorts } from "./grant-ports.ts";

/** What the grantee asks for, and how the request is told from another. */
export type Collection = {
  readonly grant: string;
  readonly actor: Actor;
  /** Their own public key, for connectors that sign one. */
  readonly publicKey: string | null;
  /** The credential before this one is to be void. */
  readonly again: boolean;
  readonly commandId: string;
  readonly giveUpSeconds: number;
};

export type Collected =
  | {
      readonly status: "collected";
      readonly credential: JsonObject;
      readonly reference: string;
      readonly until: string;
    }
  | { readonly status: "refused"; readonly refusal: GrantRefusal }
  /** The target did not make one; what it said is recorded. */
  | { readonly status: "not-made"; readonly message: string };

/**
 * Makes the credential of an open grant and hands it to the grantee. That one is made is recorded before, what can be
 * told of it after; the credential itself goes into the answer and nowhere else.
 */
export async function collectCredential(
  { grant, actor, publicKey, again, commandId, giveUpSeconds }: Collection,
  ports: Pick<GrantPorts, "grants" | "connectors" | "readSecret" | "clock">,
  signal: AbortSignal,
): Promise<Collected> {
  const { grants, clock } = ports;
  const begun = await grants.handle(
    grant,
    { type: "BeginCredential", again, actor, at: clock.now() },
    { commandId: `${commandId}:begin`, giveUpSeconds },
  );
  if (begun.status === "refused") return begun;
  if (begun.status === "job-lost") throw new Error("a command of a person completes no job");
  const issue = begun.state.issues;
  const call = { grant, state: begun.state, signal, ports };
  const made = credentialOf(await callGrant(call, { type: "issue", issue, publicKey }));
  const outcome =
    made.status === "done" ? { status: made.status, reference: made.reference, until: made.until } : made;
  const settled = await grants.handle(
    grant,
    { type: "SettleCredential", issue, outcome, actor, at: clock.now() },
    { commandId: `${commandId}:settle`, giveUpSeconds },
  );
  if (made.status !== "done") return { status: "not-made", message: made.message };
  const isCurrent = settled.status === "accepted" && settled.stored && settled.state.issues === issue;
  if (!isCurrent)
    return { status: "not-made", message: "A newer credential was asked for meanwhile: that one counts." };
  return { ...made, status: "collected" };
}
