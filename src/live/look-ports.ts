import type { LookOutcome } from "#core/check/live/look.ts";
import type { SecretReader } from "#core/model/with-secrets.ts";
import type { Connector } from "#connectors/connector.ts";

/** What looking at the world takes. */
export type LookPorts = {
  readonly connectors: ReadonlyMap<string, Connector>;
  /** The message of what it throws holds no secret. */
  readonly readSecret: SecretReader;
  /** The moment, ISO 8601 UTC with milliseconds. */
  readonly now: () => string;
  /** How long one look may take. */
  readonly limitSeconds: number;
  /** How many looks are made at once. */
  readonly atOnce: number;
};

/** What one look gave, before it is dated. */
export type Seen = {
  readonly outcome: LookOutcome;
  readonly detail: string;
  readonly by: string;
};
