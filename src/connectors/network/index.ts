import type { Connector } from "#connectors/connector.ts";
import { networkAccess } from "./access.ts";
import { dnsAnswer } from "./dns.ts";
import { tcp } from "./tcp.ts";
import { tlsCertificate } from "./tls.ts";

/** Whatever listens on a network: whether it takes connections, what its certificate is worth, what its name answers. */
export const networkConnector: Connector = {
  name: "network",
  title: "Network endpoint",
  access: networkAccess,
  checks: { tcp, tls: tlsCertificate, dns: dnsAnswer },
  actions: {},
  meaning: {
    checks: { tcp: { proves: "state" }, tls: { proves: "state" }, dns: { proves: "state" } },
    actions: {},
  },
};
