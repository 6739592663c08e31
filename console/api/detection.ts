import type { Schemas } from "#client/client.ts";
import { ask, clientOf } from "./ask.ts";

export type Detection = Schemas["Detection"];
export type DetectionRule = Schemas["DetectionRule"];
export type DetectionReplay = Schemas["DetectionReplay"];

/** Every rule as it stands now, who looks, and which alerts nobody takes. */
export async function fetchDetection(actor: string | null): Promise<Detection> {
  return ask(clientOf(actor).GET("/api/v1/detection"));
}

/** What other thresholds of a rule would have done over the last thirty days. */
export async function fetchReplay(actor: string | null, rule: string): Promise<DetectionReplay> {
  const query = { rule, days: 30 };
  return ask(clientOf(actor).GET("/api/v1/detection/replay", { params: { query } }));
}

/** Says that somebody has seen that a rule flaps. */
export async function acknowledgeFlapping(
  actor: string | null,
  body: Schemas["AcknowledgeFlapping"],
  key: string,
): Promise<void> {
  const headers = { "Idempotency-Key": key };
  await ask(clientOf(actor).POST("/api/v1/detection/acknowledge", { body, headers }));
}
