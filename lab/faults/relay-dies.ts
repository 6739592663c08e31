import { endProcess } from "../processes/signal-processes.ts";
import { everywhere, type Fault } from "./fault.ts";

/** The traffic switch crashes, and with it the entrance and the link between the sites. */
export const relayDies: Fault = {
  name: "relay-dies",
  title: "The traffic relay crashes",
  happens: "The relay's process gets SIGKILL: the public entrance and both links are gone.",
  expect: "Orders fail at once: connection refused. Replication stops. Both sites themselves are healthy.",
  heals: "The relay is started again with the routing it had last.",
  unavailable: everywhere,
  async inject({ processes }) {
    const relay = processes.get("relay");
    if (relay) await endProcess(relay, { signal: "SIGKILL" });
    return { killedProcesses: relay ? 1 : 0 };
  },
};
