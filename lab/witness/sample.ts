import type { SiteName } from "../site/sites.ts";

/** What one look at a database showed. Byte positions are places in the write-ahead log. */
export type DatabaseSample =
  | {
      readonly status: "answered";
      readonly role: "primary" | "standby";
      readonly walPosition: number;
      /** Seconds since the newest replayed commit, of a standby; null where there is none. */
      readonly replayAgeSeconds: number | null;
    }
  | { readonly status: "refused" | "silent" | "error"; readonly reason: string };

export type AppSample = { readonly status: "answered" | "refused" | "silent"; readonly reason: string };

/**
 * The way a standby's data takes, tried with SQL. It is looked at in its own time, for a slow link
 * must not slow the other looks down; `failures` is how often in a row it did not answer.
 */
export type LinkSample = { readonly newest: DatabaseSample; readonly failures: number };

/** One look at everything. */
export type Sample = {
  readonly at: string;
  readonly databases: { readonly [site in SiteName]: DatabaseSample };
  readonly apps: { readonly [site in SiteName]: AppSample };
  readonly links: { readonly eastToWest: LinkSample; readonly westToEast: LinkSample };
};
