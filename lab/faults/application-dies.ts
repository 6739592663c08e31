import { siteFolder } from "../folder.ts";
import { labProcessesIn } from "../processes/lab-processes.ts";
import { killAll } from "../processes/signal-processes.ts";
import type { SiteName } from "../site/sites.ts";
import { everywhere, type Fault } from "./fault.ts";

/** An application crashes while its database lives on. */
export function applicationDies(site: SiteName): Fault {
  return {
    name: `${site}-app-dies`,
    title: `The application of ${site} crashes`,
    happens: `The process of the order intake of ${site} gets SIGKILL.`,
    expect: `Where traffic goes to ${site}, orders fail with 502; the witness says "application dead".`,
    heals: "The application is started again.",
    unavailable: everywhere,
    async inject({ lab }) {
      return { killedProcesses: await killAll(() => labProcessesIn(siteFolder(lab.folder, site).app)) };
    },
  };
}
