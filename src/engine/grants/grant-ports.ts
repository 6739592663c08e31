import type { GrantOrder } from "#core/grant/commands.ts";
import type { CallPorts } from "../call.ts";
import type { Pager } from "../pager.ts";
import type { Queue } from "../queue.ts";
import type { RunHandler } from "../run-handler.ts";
import type { GrantHandler } from "./grant-handler.ts";

/** What the engine needs to carry grants out. */
export type GrantPorts = CallPorts & {
  readonly grants: GrantHandler;
  readonly handler: RunHandler;
  readonly queue: Queue;
  readonly node: string;
  /** Absent: nobody is written to; the timeline says it all the same. */
  readonly pager?: Pager;
};

/** Gives a grant an order of the engine's. */
export function giveGrant(
  ports: Pick<GrantPorts, "grants" | "clock" | "node">,
  grant: string,
  order: GrantOrder,
  options: Parameters<GrantHandler["handle"]>[2],
) {
  const actor = { type: "system", node: ports.node } as const;
  return ports.grants.handle(grant, { ...order, actor, at: ports.clock.now() }, options);
}
