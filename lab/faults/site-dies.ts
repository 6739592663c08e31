import { siteFolder } from "../folder.ts";
import { labProcessesIn } from "../processes/lab-processes.ts";
import { killAll } from "../processes/signal-processes.ts";
import type { SiteName } from "../site/sites.ts";
import { everywhere, type Fault } from "./fault.ts";

/** A site is lost, as by a power cut: everything that works there is gone in the same moment. */
export function siteDies(site: SiteName): Fault {
  return {
    name: `${site}-dies`,
    title: `Site ${site} is lost`,
    happens: `Every process of ${site} gets SIGKILL: the application, the database and each of its backends.`,
    expect: `Where ${site} is primary, outside orders fail at once with 502 and the witness says "site down".`,
    heals: `The application and the database of ${site} are started again as their files stand.`,
    unavailable: everywhere,
    async inject({ lab }) {
      // Not the postmaster alone: a busy backend outlives it, and acknowledges what it was doing.
      const killed = await killAll(() => labProcessesIn(siteFolder(lab.folder, site).root));
      return { killedProcesses: killed };
    },
  };
}
