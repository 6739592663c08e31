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

/** One look at everything; `link` is the way the standby's data takes, tried with SQL. */
export type Sample = {
  readonly at: string;
  readonly databases: { readonly [site in SiteName]: DatabaseSample };
  readonly apps: { readonly [site in SiteName]: AppSample };
  readonly links: { readonly eastToWest: DatabaseSample; readonly westToEast: DatabaseSample };
};
