import type { ConnectorMeaning } from "#core/model/connector-meaning.ts";

/**
 * What the capabilities mean to the checker. Each act that confirms has read its effect back on a new
 * session, or from the processes of the data directory, before it says `done`; the others have not.
 */
export const meaning: ConnectorMeaning = {
  checks: {
    status: { proves: "state" },
    identity: { proves: "state" },
    writable: { proves: "state" },
    standby: { proves: "state" },
    fenced: { proves: "fenced" },
    streaming: { proves: "state", subject: "standby" },
    lag: { proves: "state", subject: "standby" },
    consistent: { proves: "state", subject: "standby" },
    "caught-up": { proves: "state", subject: "standby" },
    "loss-statement": { proves: "loss", subject: "standby" },
    divergence: { proves: "divergence", subject: "old" },
  },
  actions: {
    fence: { effect: "fence", confirms: true },
    unfence: { effect: "change", confirms: false },
    promote: { effect: "promote", confirms: true, demandsFenced: "fenced" },
    checkpoint: { effect: "observe", confirms: true },
    "set-synchronous": { effect: "change", confirms: true },
    "rebuild-standby": { effect: "rebuild", confirms: false },
    start: { effect: "change", confirms: true },
    stop: { effect: "change", confirms: true },
    follow: { effect: "change", confirms: true },
  },
};
