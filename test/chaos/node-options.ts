/** The numbered points of a step at which a process can be made to die. */
export const killPoints = [
  "before-claim",
  "after-claim",
  "before-act",
  "after-act",
  "before-record",
  "after-record",
  "before-settle",
  "after-settle",
] as const;
export type KillPoint = (typeof killPoints)[number];

/** What an engine process of the campaigns is told, as JSON in its first argument. */
export type NodeOptions = {
  readonly databaseUrl: string;
  readonly node: string;
  readonly effectsFile: string;
  /** Dies, or takes PostgreSQL down, the first time that each step reaches this point. */
  readonly dieAt?: {
    readonly point: KillPoint;
    /** Whose first line is the process to kill: a `postmaster.pid`; null is this process itself. */
    readonly pidFile: string | null;
  };
  /** Seconds by which this node's wall clock is wrong, from `afterSeconds` after its start on. */
  readonly clockJump?: { readonly seconds: number; readonly afterSeconds: number };
};
