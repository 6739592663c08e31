import type { operations } from "#client/schema.gen.ts";
import { operationPermissions, permissionOfBody } from "#core/access/operations.ts";
import { useActor } from "./actor.ts";
import { roleRefusal, useMeQuery } from "./signed-in.ts";

/** An operation of the API, as its description names it. */
export type Operation = keyof operations;

/** Why an operation is refused to whoever acts, for what would be sent; null when it is not. */
export type Refuse = (operation: Operation, body?: unknown) => string | null;

const nobody = "Choose who you act as, above: the record must say who did it.";

/**
 * The one place where buttons ask what whoever acts may not do, by the table the server asks itself: somebody has to
 * act, with a role that may. What else is in the way, the page knows.
 */
export function useRefusal(): Refuse {
  const actor = useActor();
  const me = useMeQuery(actor).data;
  return (operation, body) => {
    if (actor === null) return nobody;
    const needed = [operationPermissions[operation], permissionOfBody(operation, body)];
    for (const permission of needed) {
      if (permission === undefined || permission === null || permission === "open") continue;
      const refusal = roleRefusal(me, permission);
      if (refusal !== null) return refusal;
    }
    return null;
  };
}
