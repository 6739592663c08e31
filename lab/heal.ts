import { existsSync } from "node:fs";
import path from "node:path";
import { faultCatalogue } from "./faults/catalogue.ts";
import type { LabHandle } from "./faults/fault.ts";
import { orderLinks, soundLink } from "./faults/order-link.ts";
import { askJson } from "./ask-json.ts";
import { until } from "./build-lab.ts";
import { labUrl } from "./lab.ts";
import { databaseProcesses, labProcessesIn } from "./processes/lab-processes.ts";
import { isRunning, sendSignal } from "./processes/signal-processes.ts";
import { programNames } from "./programs.ts";
import { askDatabase } from "./site/ask-database.ts";
import { startDatabase } from "./site/database.ts";
import { otherSite, type SiteName, sites } from "./site/sites.ts";

/**
 * Undoes every fault: continues what is frozen, takes limits away, opens the links, starts what is
 * dead as its files stand. It repairs machines, not the service: it fences, promotes and switches
 * nothing. Returns what was done, in sentences; empty when there was nothing to do.
 */
export async function heal(handle: LabHandle): Promise<readonly string[]> {
  const { lab } = handle;
  const done: string[] = [];
  const frozen = labProcessesIn(lab.folder.root).filter((entry) => entry.state === "T");
  for (const entry of frozen) sendSignal(entry, "SIGCONT");
  if (frozen.length > 0) done.push(`continued ${frozen.length} frozen processes`);
  for (const name of [...handle.faults()].reverse()) {
    const heal = faultCatalogue.find((fault) => fault.name === name)?.heal;
    if (!heal) continue;
    await heal(handle);
    done.push(`took ${name} away`);
  }
  await startDeadPrograms(handle, done);
  await orderLinks(lab, soundLink);
  if (handle.faults().some((name) => name.startsWith("link-")))
    done.push("opened the link between the sites");
  for (const site of sites) {
    const report = await startDeadDatabase(handle, site);
    if (report) done.push(report);
  }
  return done;
}

async function startDeadPrograms({ lab, processes, startProgram }: LabHandle, done: string[]): Promise<void> {
  for (const name of programNames) {
    const identity = processes.get(name);
    if (identity && isRunning(identity)) continue;
    await startProgram(name);
    done.push(`started ${name}`);
  }
  await until("the relay answers", async () => {
    const { status } = await askJson("GET", `${labUrl(lab.ports.relayControl)}/state`, { limitSeconds: 2 });
    return status === 200;
  });
}

async function startDeadDatabase({ lab }: LabHandle, site: SiteName): Promise<string | null> {
  const database = lab.databases[site];
  if (databaseProcesses(database.data).length > 0) return null;
  const isStandby = existsSync(path.join(database.data, "standby.signal"));
  if (!isStandby && (await isPrimary(lab.databases[otherSite(site)].login))) {
    return `left the database of ${site} alone: it would come up as a second primary; rebuild it as a standby`;
  }
  await startDatabase(lab.databasePrograms, database);
  return `started the database of ${site} as ${isStandby ? "standby" : "primary"}`;
}

async function isPrimary(login: Parameters<typeof askDatabase>[0]): Promise<boolean> {
  const answer = await askDatabase(login, "select not pg_is_in_recovery() as primary", { limitSeconds: 2 });
  return answer.status === "answered" && answer.rows[0]?.["primary"] === true;
}
