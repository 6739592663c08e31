import type { ActionCapability, Connector } from "#connectors/connector.ts";
import type { EventStore } from "#engine/event-store.ts";
import type { KillPoint } from "./node-options.ts";

/** The process dies here, or the one it was told to kill, the first time this point is reached. */
export type Reach = (point: KillPoint) => void;

export function createReach(point: KillPoint, pid: number | null): Reach {
  let isDone = false;
  return (reached) => {
    if (reached !== point || isDone) return;
    isDone = true;
    // SIGQUIT is PostgreSQL's immediate shutdown; for ourselves nothing but SIGKILL will do.
    if (pid === null) process.kill(process.pid, "SIGKILL");
    else process.kill(pid, "SIGQUIT");
  };
}

const steps: { readonly [event: string]: "claim" | "record" | "settle" } = {
  StepClaimed: "claim",
  StepActed: "record",
  StepSucceeded: "settle",
  StepOutcomeUnknown: "settle",
};

/** An event store that reaches the points around the commits of an attempt. */
export function eventsThatReach(events: EventStore, reach: Reach): EventStore {
  return {
    ...events,
    async append(append) {
      const isEngines = append.actor.type === "system";
      const step = isEngines
        ? append.events.map(({ type }) => steps[type]).find((found) => found)
        : undefined;
      if (step) reach(`before-${step}`);
      const result = await events.append(append);
      if (step) reach(`after-${step}`);
      return result;
    },
  };
}

/** A connector that reaches the points around its acts. */
export function connectorThatReaches(connector: Connector, reach: Reach): Connector {
  const wrap = (action: ActionCapability): ActionCapability => ({
    ...action,
    async act(parameters, context) {
      reach("before-act");
      const outcome = await action.act(parameters, context);
      reach("after-act");
      return outcome;
    },
  });
  const actions = Object.entries(connector.actions).map(([name, action]) => [name, wrap(action)] as const);
  return { ...connector, actions: Object.fromEntries(actions) };
}
