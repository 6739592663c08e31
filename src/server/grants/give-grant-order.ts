import type { FastifyRequest } from "fastify";
import type { GrantOrder } from "#core/grant/commands.ts";
import { type GrantView, grantView } from "#core/grant/view.ts";
import type { AppPorts } from "../app-ports.ts";
import { commandToken, personOf } from "../commands.ts";
import { ProblemError } from "../problem.ts";

/** Seconds a request waits for a database that is away, before its sender is asked to try again. */
export const giveUpSeconds = 5;

type Ports = Pick<AppPorts, "grants" | "clock">;

/** A grant as the asking person sees it, or the problem that there is none. */
export async function readGrant(request: FastifyRequest, { grants }: Ports, id: string): Promise<GrantView> {
  const { state, version } = await grants.handler.read(id);
  const actor = request.identity?.actor ?? ({ type: "system", node: "nobody" } as const);
  const view = grantView(id, version, state, actor);
  if (view === null) throw new ProblemError("grant-missing", `There is no grant ${id}.`);
  return view;
}

/** Gives a grant an order of the person who asks, and returns the grant after it. */
export async function giveGrantOrder(
  request: FastifyRequest,
  ports: Ports,
  id: string,
  order: GrantOrder,
): Promise<GrantView> {
  const actor = personOf(request);
  const at = ports.clock.now();
  const result = await ports.grants.handler.handle(
    id,
    { ...order, actor, at },
    { ...commandToken(request), giveUpSeconds },
  );
  switch (result.status) {
    case "accepted":
      return readGrant(request, ports, id);
    case "refused":
      throw new ProblemError(result.refusal.code, result.refusal.message);
    case "job-lost":
      throw new Error("a command of a person completes no job");
    default:
      return result satisfies never;
  }
}
