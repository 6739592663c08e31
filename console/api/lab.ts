import type { JsonObject } from "#core/model/json.ts";
import { ApiProblem, request } from "./http.ts";

/** A failure the lab can bring about. */
export type LabFault = {
  readonly name: string;
  readonly title: string;
  readonly happens: string;
  readonly expect: string;
  readonly heals: string;
  /** Why it is not possible on this machine; null when it is. */
  readonly unavailable: string | null;
  readonly active: boolean;
};

/** The lab as it reports itself; what does not answer says so in its place. */
export type Lab = { readonly status: JsonObject; readonly faults: readonly LabFault[] };

type LabAnswer = { readonly status: JsonObject; readonly faults: { readonly faults: readonly LabFault[] } };

/** The lab, or null when this server has none. */
export async function fetchLab(actor: string | null): Promise<Lab | null> {
  try {
    const answer = await request<LabAnswer>("/api/v1/lab", { actor });
    return { status: answer.status, faults: answer.faults.faults };
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

export async function injectFault(actor: string | null, name: string): Promise<void> {
  await request(`/api/v1/lab/faults/${encodeURIComponent(name)}`, { method: "POST", actor, body: {} });
}

export async function healLab(actor: string | null): Promise<void> {
  await request("/api/v1/lab/heal", { method: "POST", actor, body: {} });
}
