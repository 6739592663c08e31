import { databaseProcesses } from "../processes/lab-processes.ts";
import { startDatabase } from "../site/database.ts";
import type { SiteName } from "../site/sites.ts";
import { everywhere, type Fault } from "./fault.ts";

/** A lost site comes back by itself, in the middle of whatever is going on. */
export function siteReturns(site: SiteName): Fault {
  return {
    name: `${site}-returns`,
    title: `Site ${site} comes back by itself`,
    happens: `The database and the application of ${site} are started as an init system does after a reboot, whoever may be primary now.`,
    expect: `A fenced database comes up as a standby and takes no write. One that was not fenced comes up as a second primary: that is what fences are for.`,
    heals: `Nothing to undo; fence or rebuild ${site}.`,
    unavailable: everywhere,
    async inject({ lab, startProgram }) {
      const database = lab.databases[site];
      const wasRunning = databaseProcesses(database.data).length > 0;
      await startDatabase(lab.databasePrograms, database);
      await startProgram(`app-${site}`);
      return { databaseStarted: !wasRunning };
    },
  };
}
