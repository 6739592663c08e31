import { copyFile } from "node:fs/promises";
import type { ServerAccess } from "./access.ts";
import { exists, type Owner } from "./host/data-directory.ts";
import { writeStandbySignal } from "./host/fence-mark.ts";
import { chownTree } from "./host/own-tree.ts";
import { type RebuildMark, writeRebuildMark } from "./rebuild-mark.ts";
import { conninfoFor, writeUpstream } from "./upstream.ts";

/** A server's own configuration: the copy brings the source's, with its port and its neighbours. */
const ownFiles = ["postgresql.conf", "pg_hba.conf", "pg_ident.conf"] as const;

export type StandbyPlan = {
  /** The copied data directory, not in place yet. */
  readonly folder: string;
  /** The data directory it will replace, whose own configuration it takes over where there is one. */
  readonly replaces: string;
  readonly source: ServerAccess;
  readonly name: string;
  readonly owner: Owner;
  readonly mark: RebuildMark;
};

/**
 * Makes a base backup into a standby of its source. `postgresql.auto.conf` of the copy goes: it
 * holds what was set on the source by `alter system`, such as the standbys its commits wait for.
 */
export async function makeStandby(plan: StandbyPlan): Promise<void> {
  for (const file of ownFiles) {
    const own = `${plan.replaces}/${file}`;
    if (await exists(own)) await copyFile(own, `${plan.folder}/${file}`);
  }
  const upstream = { conninfo: conninfoFor(plan.source, plan.name), slot: plan.mark.slot };
  await writeUpstream(plan.folder, upstream, plan.owner, false);
  await writeStandbySignal(plan.folder);
  await writeRebuildMark(plan.folder, plan.mark, plan.owner);
  await chownTree(plan.folder, plan.owner);
}
