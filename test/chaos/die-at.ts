import { readFileSync } from "node:fs";
import type { ActionCapability, Connector } from "#connectors/connector.ts";
import type { EventStore } from "#engine/event-store.ts";
import type { KillPoint } from "./node-options.ts";

/** Called when an attempt of a step reaches a point. */
export type Reach = (point: KillPoint, step: string) => void;

export const noReach: Reach = () => {};

/** Kills a process the first time that each step reaches the point; null is this process. */
export function createReach(point: KillPoint, pidFile: string | null): Reach {
  const done = new Set<string>();
  return (reached, step) => {
    if (reached !== point || done.has(step)) return;
    done.add(step);
    // SIGQUIT is PostgreSQL's immediate shutdown; for ourselves nothing but SIGKILL will do.
    if (pidFile === null) process.kill(process.pid, "SIGKILL");
    else process.kill(Number(readFileSync(pidFile, "utf8").split("\n")[0]), "SIGQUIT");
  };
}

const commits: { readonly [event: string]: "claim" | "record" | "settle" } = {
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
      const event = append.events.find(({ type }) => commits[type] !== undefined);
      const commit = append.actor.type === "system" && event ? commits[event.type] : undefined;
      const step = String(event?.data["step"]);
      if (commit) reach(`before-${commit}`, step);
      const result = await events.append(append);
      if (commit) reach(`after-${commit}`, step);
      return result;
    },
  };
}

/** A connector that reaches the points around its acts. */
export function connectorThatReaches(connector: Connector, reach: Reach): Connector {
  const wrap = (action: ActionCapability): ActionCapability => ({
    ...action,
    async act(parameters, context) {
      const step = context.key.split(":")[1] ?? "";
      reach("before-act", step);
      const outcome = await action.act(parameters, context);
      reach("after-act", step);
      return outcome;
    },
  });
  const actions = Object.entries(connector.actions).map(([name, action]) => [name, wrap(action)] as const);
  return { ...connector, actions: Object.fromEntries(actions) };
}
