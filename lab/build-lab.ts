import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { askJson } from "./ask-json.ts";
import { siteFolder } from "./folder.ts";
import { type Lab, labUrl } from "./lab.ts";
import { LabError, reasonOf } from "./lab-error.ts";
import { buildPrimary, buildStandby, makeDisk, makeSecrets, setSynchronous } from "./site/build-databases.ts";
import { askDatabase } from "./site/ask-database.ts";
import { administrator, databaseLogin, startDatabase } from "./site/database.ts";
import { mountLimitedDisk } from "./site/limited-disk.ts";
import { sites } from "./site/sites.ts";
import type { ProgramName } from "./programs.ts";

const patienceSeconds = 40;

/**
 * Builds a fresh estate and starts it: east primary, west its standby through the link, the programs
 * around them, the probe last so that its record begins with an estate that works.
 */
export async function buildLab(lab: Lab, startProgram: (name: ProgramName) => Promise<void>): Promise<void> {
  const { databases, databasePrograms: programs, ports, options, folder } = lab;
  makeSecrets(folder);
  for (const site of sites) {
    const { disk, data } = siteFolder(folder, site);
    if (options.diskMegabytes !== null) mountLimitedDisk(disk, options.diskMegabytes);
    makeDisk(disk, programs.runAs);
    rmSync(data, { recursive: true, force: true });
  }
  await Promise.all([startProgram("relay"), buildPrimary(programs, databases.east, databases.west)]);
  const link = databaseLogin(folder, administrator, ports.linkEastToWest);
  buildStandby(programs, databases.east, databases.west, link);
  await Promise.all([
    startDatabase(programs, databases.east),
    untilAnswers("relay", `${labUrl(ports.relayControl)}/state`),
  ]);
  await startDatabase(programs, databases.west);
  await until("west replicates east", () => isReplicating(lab));
  if (options.replication === "synchronous") {
    await setSynchronous(databases.east, "west");
    await until("west is the synchronous standby", () => isSynchronous(lab));
  }
  await Promise.all((["app-east", "app-west", "witness", "writer-watch"] as const).map(startProgram));
  await untilAnswers("the entrance", `${labUrl(ports.entrance)}/health`);
  await untilAnswers("the application of west", `${labUrl(ports.appWest)}/health`);
  await startProgram("probe");
  await until("an order from outside is acknowledged", async () => {
    const { body } = await askJson("GET", `${labUrl(ports.probe)}/stats`);
    return Number(body["acknowledged"]) > 0;
  });
  await until("the witness sees a healthy estate", async () => {
    const { body } = await askJson("GET", `${labUrl(ports.witness)}/verdict`);
    return body["verdict"] === "healthy";
  });
  // What happened while the estate was being put together is nobody's outage.
  await askJson("POST", `${labUrl(ports.probe)}/reset`);
}

/** By position, not by state: a standby that streams from nowhere says `streaming` too. */
async function isReplicating(lab: Lab): Promise<boolean> {
  const head = await askDatabase(lab.databases.east.login, "select pg_current_wal_lsn()::text as position", {
    limitSeconds: 2,
  });
  if (head.status !== "answered") return false;
  const replayed = await askDatabase(
    lab.databases.west.login,
    "select coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false) and pg_is_in_recovery() as holds",
    { limitSeconds: 2, values: [head.rows[0]?.["position"]] },
  );
  return replayed.status === "answered" && replayed.rows[0]?.["holds"] === true;
}

async function isSynchronous(lab: Lab): Promise<boolean> {
  const answer = await askDatabase(
    lab.databases.east.login,
    "select 1 from pg_stat_replication where application_name = 'west' and sync_state = 'sync'",
    { limitSeconds: 2 },
  );
  return answer.status === "answered" && answer.rows.length === 1;
}

function untilAnswers(what: string, url: string): Promise<void> {
  return until(
    `${what} answers`,
    async () => (await askJson("GET", url, { limitSeconds: 2 })).status === 200,
  );
}

/** Looks again and again until it holds; throws `LabError` naming what did not come to hold. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + patienceSeconds * 1000;
  let last = "";
  while (performance.now() < deadline) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = ` (${reasonOf(error)})`;
    }
    await sleep(30);
  }
  throw new LabError(`It did not come about in ${patienceSeconds} s that ${what}${last}.`);
}
