import type { Schemas } from "#client/client.ts";
import { ask, clientOf } from "./ask.ts";

export type Grant = Schemas["AccessGrant"];
export type CollectedGrant = Schemas["CollectedGrant"];

/** The grants of a run, the newest first. */
export async function fetchGrants(actor: string | null, run: string): Promise<readonly Grant[]> {
  const query = { run, limit: 200 };
  return (await ask(clientOf(actor).GET("/api/v1/grants", { params: { query } }))).grants;
}

/** What a person can tell a grant. */
export type GrantOrder =
  | { readonly to: "approve"; readonly body: Schemas["ApproveGrant"] }
  | { readonly to: "refuse" | "revoke"; readonly body: Schemas["Reason"] }
  | { readonly to: "review"; readonly body: Schemas["ReviewGrant"] };

/** Tells a grant something, once; answers the grant after it. */
export async function tellGrant(
  actor: string | null,
  grant: string,
  order: GrantOrder,
  key: string,
): Promise<Grant> {
  const given = { params: { path: { grant } }, headers: { "Idempotency-Key": key } };
  const client = clientOf(actor);
  switch (order.to) {
    case "approve":
      return ask(client.POST("/api/v1/grants/{grant}/approve", { ...given, body: order.body }));
    case "refuse":
    case "revoke":
      return ask(client.POST(`/api/v1/grants/{grant}/${order.to}`, { ...given, body: order.body }));
    case "review":
      return ask(client.POST("/api/v1/grants/{grant}/review", { ...given, body: order.body }));
    default:
      return order satisfies never;
  }
}

/** Has the credential made; it comes once and is kept nowhere. */
export async function collectGrant(
  actor: string | null,
  grant: string,
  body: Schemas["CollectGrant"],
): Promise<CollectedGrant> {
  return ask(clientOf(actor).POST("/api/v1/grants/{grant}/collect", { params: { path: { grant } }, body }));
}
