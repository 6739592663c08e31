import type { Connector } from "#connectors/connector.ts";
import { relayAccess } from "./access.ts";
import { drain } from "./drain.ts";
import { drained } from "./drained.ts";
import { held } from "./held.ts";
import { hold } from "./hold.ts";
import { isOff } from "./is-off.ts";
import { off } from "./off.ts";
import { release } from "./release.ts";
import { routed } from "./routed.ts";
import { switchTarget } from "./switch.ts";

/** The traffic switch of the lab: an HTTP entrance that can be held, drained, switched, released and turned off. */
export const relayConnector: Connector = {
  name: "relay",
  title: "Traffic relay",
  access: relayAccess,
  checks: { routed, held, off: isOff, drained },
  actions: { hold, drain, switch: switchTarget, release, off },
  // The relay answers an order with the state it has after it, so each is confirmed.
  meaning: {
    checks: {
      routed: { proves: "state" },
      held: { proves: "state" },
      off: { proves: "state" },
      drained: { proves: "state" },
    },
    actions: {
      hold: { effect: "hold-traffic", confirms: true },
      drain: { effect: "observe", confirms: true },
      switch: { effect: "traffic", confirms: true },
      release: { effect: "traffic", confirms: true },
      off: { effect: "hold-traffic", confirms: true },
    },
  },
};
