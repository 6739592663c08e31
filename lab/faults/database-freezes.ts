import { databaseProcesses } from "../processes/lab-processes.ts";
import { sendSignal } from "../processes/signal-processes.ts";
import type { SiteName } from "../site/sites.ts";
import { everywhere, type Fault } from "./fault.ts";

/** A database hangs: it still accepts TCP connections and answers nothing, which fools simple probes. */
export function databaseFreezes(site: SiteName): Fault {
  return {
    name: `${site}-db-freezes`,
    title: `The database of ${site} freezes`,
    happens: `Every process of the database of ${site} gets SIGSTOP.`,
    expect: `TCP connects, SQL gets no answer. Where ${site} is primary, orders time out and the witness says "primary frozen".`,
    heals: "The processes are continued; what was waiting goes on.",
    unavailable: everywhere,
    async inject({ lab }) {
      const { data } = lab.databases[site];
      let stopped = 0;
      // The postmaster may have started a child between the look and the signal.
      for (let pass = 0; pass < 3; pass++) {
        const running = databaseProcesses(data).filter((entry) => entry.state !== "T");
        stopped += running.filter((entry) => sendSignal(entry, "SIGSTOP")).length;
      }
      return { stoppedProcesses: stopped };
    },
  };
}
