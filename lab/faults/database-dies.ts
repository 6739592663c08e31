import { databaseProcesses } from "../processes/lab-processes.ts";
import { killAll } from "../processes/signal-processes.ts";
import type { SiteName } from "../site/sites.ts";
import { everywhere, type Fault } from "./fault.ts";

/** A database crashes while its site lives on. */
export function databaseDies(site: SiteName): Fault {
  return {
    name: `${site}-db-dies`,
    title: `The database of ${site} crashes`,
    happens: `Every process of the database of ${site} gets SIGKILL; the application lives on.`,
    expect: `Where ${site} is primary, orders are refused with 503 and the witness says "primary dead".`,
    heals: `The database of ${site} is started again as its directory stands.`,
    unavailable: everywhere,
    async inject({ lab }) {
      return { killedProcesses: await killAll(() => databaseProcesses(lab.databases[site].data)) };
    },
  };
}
