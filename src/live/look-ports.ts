import type { Connector } from "#connectors/connector.ts";

/** What looking at the world takes. */
export type LookPorts = {
  readonly connectors: ReadonlyMap<string, Connector>;
  /** Turns a secret reference into the secret. Throws when it cannot; the message holds no secret. */
  readonly readSecret: (reference: string) => Promise<string>;
  /** The moment, ISO 8601 UTC with milliseconds. */
  readonly now: () => string;
  /** How long one look may take. */
  readonly limitSeconds: number;
  /** How many looks are made at once. */
  readonly atOnce: number;
};

/** What one look gave, before it is dated. */
export type Seen = {
  readonly outcome: "holds" | "does-not-hold" | "unknown" | "not-looked-at";
  readonly detail: string;
  readonly by: string;
};
