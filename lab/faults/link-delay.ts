import { everywhere, type Fault } from "./fault.ts";
import { orderLinks } from "./order-link.ts";

const delayMilliseconds = 150;

/** The line between the sites becomes slow, as when it is routed around half the world. */
export const linkDelay: Fault = {
  name: "link-delay",
  title: "The link between the sites is slow",
  happens: `The link relay holds every byte for ${delayMilliseconds} ms in each direction.`,
  expect: "Synchronous: each order takes about 0.3 s. Asynchronous: orders are as fast as before.",
  heals: "The delay is taken away.",
  unavailable: everywhere,
  async inject({ lab }) {
    await orderLinks(lab, { delayMilliseconds });
    return { delayMilliseconds };
  },
};
