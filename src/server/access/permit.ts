import type { FastifyRequest } from "fastify";
import { operationPermissions, permissionOfBody } from "#core/access/operations.ts";
import { mayDo, type Permission, permissionTable } from "#core/access/roles.ts";
import { rolesOf } from "#core/access/state.ts";
import type { AppPorts, Identity } from "../app-ports.ts";
import { peopleOf } from "../estate/people.ts";
import { ProblemError } from "../problem.ts";

type Ports = Pick<AppPorts, "access" | "estate" | "trust">;

const namesMax = 5;

const joined = (names: readonly string[], word: string): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} ${word} ${names.at(-1)}`;

function operationOf(request: FastifyRequest): string | null {
  return request.routeOptions.schema?.operationId ?? null;
}

/** Refuses whoever may not use the operation: the one place where roles are asked for. Before the body is read. */
export function permitOperation(request: FastifyRequest, ports: Ports): void {
  const operation = operationOf(request);
  // Nothing stands at this address; who reads what there is not is told so, once signed in.
  if (operation === null) return requireSomebody(request, ports);
  const needed = operationPermissions[operation];
  if (needed === undefined) throw new Error(`nobody said who may use the operation ${operation}`);
  if (needed === "open") return;
  requireSomebody(request, ports);
  require(request.identity, needed, ports);
}

/** Refuses what needs more than its operation does, now that the body is known. */
export function permitBody(request: FastifyRequest, ports: Ports): void {
  const operation = operationOf(request);
  const needed = operation === null ? null : permissionOfBody(operation, request.body);
  if (needed !== null) require(request.identity, needed, ports);
}

function requireSomebody({ identity }: FastifyRequest, { trust }: Ports): void {
  if (identity !== null || trust.loopback) return;
  throw new ProblemError("not-authenticated", "The request names nobody, or the session has ended.");
}

function require(identity: Identity | null, needed: Permission, ports: Ports): void {
  if (identity === null) {
    // On a trusted loopback: who can reach it may see everything anyway, and the routes ask for a name themselves.
    if (needed !== "access.read") return;
    throw new ProblemError("not-authenticated", "The request names nobody.");
  }
  if (identity.isOperator || mayDo(identity.roles, needed)) return;
  if (needed === "operate") {
    throw new ProblemError("admin-only", "Only the operator's own token may do this.");
  }
  throw new ProblemError("role-missing", roleMissing(identity, needed, ports));
}

/** Which role is needed, and who has it. */
function roleMissing({ roles }: Identity, needed: Permission, { access, estate, trust }: Ports): string {
  const state = access.desk.known();
  // Who was never given a role can do this only where everybody may say who they are.
  const others = trust.loopback ? access.otherRoles : [];
  const holders = peopleOf(estate.current().resolved.estate)
    .filter(({ ref }) => mayDo(rolesOf(state, ref, others), needed))
    .map(({ title }) => title);
  const shown = holders.slice(0, namesMax);
  const more = holders.length > namesMax ? [`${holders.length - namesMax} others`] : [];
  const who =
    holders.length === 0
      ? "Nobody has it yet"
      : `${joined([...shown, ...more], "and")} ${holders.length === 1 ? "has" : "have"} it`;
  const yours = roles.length === 0 ? "You have no role" : `You have ${joined(roles, "and")}`;
  return `This needs the role ${joined(permissionTable[needed], "or")}. ${yours}. ${who}.`;
}
