import type { z } from "zod";
import type { Grantable } from "#core/model/catalogue.ts";
import type { ConnectorMeaning } from "#core/model/connector-meaning.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { Outcome } from "#core/model/outcome.ts";
import type { Ref } from "#core/model/ref.ts";
import type { RedeliveryPolicy } from "#core/model/step.ts";

/** What a connector is given besides its parameters. */
export type CallContext = {
  /**
   * How to reach a component, as its document declares under `spec.access.<connector>`, with secret
   * references resolved. Throws `AccessError` when the component declares none or it does not parse.
   */
  readonly access: (component: Ref) => Promise<JsonObject>;
  /** Aborted at the time limit of the attempt or when the run is aborted. */
  readonly signal: AbortSignal;
  /**
   * The idempotency key of this act: the same key is applied at most once where the target can
   * tell. It stays the same when a lost attempt is taken up again.
   */
  readonly key: string;
};

/** The component a step names cannot be reached as declared; nothing was sent. */
export class AccessError extends Error {}

/** Reads the world and says whether something holds: `done` it does, `failed` it does not. */
export type CheckCapability<Parameters extends z.ZodType = z.ZodType> = {
  readonly title: string;
  readonly parameters: Parameters;
  readonly check: (parameters: z.output<Parameters>, context: CallContext) => Promise<Outcome>;
};

/** Changes the world. */
export type ActionCapability<Parameters extends z.ZodType = z.ZodType> = {
  readonly title: string;
  readonly parameters: Parameters;
  /** How a lost attempt is taken up again. */
  readonly policy: RedeliveryPolicy;
  /** Seconds one attempt may take when the step sets no limit of its own. */
  readonly timeoutSeconds: number;
  /** Whether the act can destroy data or interrupt service: people are asked to type its name first. */
  readonly destructive: boolean;
  /** Dry run: `done` with what act would do, `failed` with why it could not. Never changes anything. */
  readonly plan: (parameters: z.output<Parameters>, context: CallContext) => Promise<Outcome>;
  readonly act: (parameters: z.output<Parameters>, context: CallContext) => Promise<Outcome>;
  /**
   * Whether the effect of `act` with the same parameters and key is there: `done` it is (with the
   * output act would have given), `failed` it is not. Required when the policy is `observe`.
   */
  readonly observe?: (parameters: z.output<Parameters>, context: CallContext) => Promise<Outcome>;
};

/** Somebody who is to be let into a component for a while. */
export type GrantRequest = {
  /** Names the grant: the same name is the same grant, however often it is asked for. */
  readonly grant: string;
  readonly grantee: Ref;
  readonly component: Ref;
  readonly as: readonly string[];
  /** The instant at which it must have ended. */
  readonly until: string;
};

/** A credential that is to be made for an open grant. */
export type CredentialRequest = GrantRequest & {
  /** 1, 2, 3 …; a later one makes the earlier ones void where the target can tell. */
  readonly issue: number;
  /** The grantee's own public key, where one was given. */
  readonly publicKey: string | null;
};

/**
 * Lets people in for a while, and out again. All three are idempotent by the name of the grant. `issue` lets in nobody
 * whose grant was closed meanwhile: whoever is slow must not open a door that was shut.
 */
export type GrantCapability = {
  readonly title: string;
  /** What the access of a component may grant; null where it lets nobody in. */
  readonly grantable: (access: JsonObject) => Grantable | null;
  /** `done` with `{ detail }` once it is prepared; nobody can use it without a credential. */
  readonly open: (request: GrantRequest, context: CallContext) => Promise<Outcome>;
  /** `done` with `{ credential, reference, until }`; the credential is handed over once and recorded nowhere. */
  readonly issue: (request: CredentialRequest, context: CallContext) => Promise<Outcome>;
  /** `done` with `{ detail, sessionsEnded, uses }` once nobody is in by it and nobody can get in. */
  readonly close: (request: GrantRequest, context: CallContext) => Promise<Outcome>;
};

/** One kind of system that runbooks can read and change. Its folder holds one file per capability. */
export type Connector = {
  readonly name: string;
  readonly title: string;
  /** The shape of `spec.access.<name>` of a component, or null when it needs none. */
  readonly access: z.ZodType | null;
  readonly checks: { readonly [name: string]: CheckCapability };
  readonly actions: { readonly [name: string]: ActionCapability };
  /** Absent: it lets nobody in. */
  readonly grants?: GrantCapability;
  /** What the capabilities mean to the checker, which knows no connector. */
  readonly meaning?: ConnectorMeaning;
};

/** Declares a check with its parameters' type inferred, and forgets the type at the border. */
export function defineCheck<Parameters extends z.ZodType>(
  check: CheckCapability<Parameters>,
): CheckCapability {
  return check;
}

/** Declares an action with its parameters' type inferred, and forgets the type at the border. */
export function defineAction<Parameters extends z.ZodType>(
  action: ActionCapability<Parameters>,
): ActionCapability {
  return action;
}
