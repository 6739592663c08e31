import type { Schemas } from "#client/client.ts";
import type { Role } from "#core/access/roles.ts";
import { ask, clientOf } from "./ask.ts";

export type PersonAccess = Schemas["PersonAccess"];
export type PasswordLink = Schemas["PasswordLink"];
export type AccessEvent = Schemas["Event"];

type Actor = string | null;
type Person = PersonAccess["person"];

export async function fetchAccess(actor: Actor): Promise<readonly PersonAccess[]> {
  return (await ask(clientOf(actor).GET("/api/v1/access"))).people;
}

/** The newest first. */
export async function fetchAccessHistory(actor: Actor): Promise<readonly AccessEvent[]> {
  return (await ask(clientOf(actor).GET("/api/v1/access/history"))).events;
}

export async function changeRoles(
  actor: Actor,
  person: Person,
  body: { readonly grant: Role[]; readonly revoke: Role[]; readonly reason: string },
): Promise<void> {
  await ask(clientOf(actor).POST("/api/v1/access/{person}/roles", { params: { path: { person } }, body }));
}

export async function createAccount(
  actor: Actor,
  body: { readonly person: Person; readonly name?: string; readonly roles: Role[]; readonly reason: string },
): Promise<PasswordLink> {
  return ask(clientOf(actor).POST("/api/v1/access/accounts", { body }));
}

export async function resetAccount(
  actor: Actor,
  person: Person,
  body: { readonly factors: boolean; readonly reason: string },
): Promise<PasswordLink> {
  return ask(clientOf(actor).POST("/api/v1/access/{person}/reset", { params: { path: { person } }, body }));
}

export async function turnAccount(
  actor: Actor,
  person: Person,
  to: "disable" | "enable",
  reason: string,
): Promise<void> {
  const call = { params: { path: { person } }, body: { reason } };
  await ask(clientOf(actor).POST(`/api/v1/access/{person}/${to}`, call));
}
