import { everywhere, type Fault } from "./fault.ts";
import { orderLinks } from "./order-link.ts";

/** The line between the sites goes dark: no FIN, no RST, just silence. */
export const linkCut: Fault = {
  name: "link-cut",
  title: "The link between the sites is cut",
  happens: "The link relay stops forwarding in both directions; connections stay open and silent.",
  expect:
    'Synchronous: commits wait and orders time out with an unknown outcome. Asynchronous: orders go on and the standby falls behind. The witness says "link cut".',
  heals: "The link forwards again; the standby catches up by itself.",
  unavailable: everywhere,
  async inject({ lab }) {
    await orderLinks(lab, { mode: "cut" });
    return { cutLinks: 2 };
  },
};
