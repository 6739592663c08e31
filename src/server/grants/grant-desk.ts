import type { Collected, Collection } from "#engine/grants/collect-credential.ts";
import type { GrantHandler } from "#engine/grants/grant-handler.ts";

/** Which grants there are. `before` is the cursor of the page before. */
export type GrantList = (query: {
  readonly run: string | null;
  readonly unsettled: boolean;
  readonly limit: number;
  readonly before: number | null;
}) => Promise<{ readonly grants: readonly string[]; readonly cursor: number | null }>;

/** What routes need for access inside a run. */
export type GrantDesk = {
  readonly handler: GrantHandler;
  readonly list: GrantList;
  /** Makes a credential and hands it over; it is in no event, no log and no other answer. */
  collect(collection: Collection): Promise<Collected>;
};
