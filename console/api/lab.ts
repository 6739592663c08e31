import type { JsonObject } from "#core/model/json.ts";
import { ask, AskError, clientOf } from "./ask.ts";

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

/** The lab, or null when this server has none. */
export async function fetchLab(actor: string | null): Promise<Lab | null> {
  try {
    const { status, faults } = await ask(clientOf(actor).GET("/api/v1/lab"));
    // The API hands on what the lab says of its faults without looking at it.
    const listed: unknown = faults["faults"];
    return { status, faults: Array.isArray(listed) ? (listed as readonly LabFault[]) : [] };
  } catch (error) {
    if (error instanceof AskError && error.code === "no-lab") return null;
    throw error;
  }
}

/** Breaks something; resolves when it is broken. */
export async function injectFault(actor: string | null, fault: string): Promise<void> {
  await ask(clientOf(actor).POST("/api/v1/lab/faults/{fault}", { params: { path: { fault } } }));
}

/** Undoes all faults; resolves when that is done, which can take a minute. */
export async function healLab(actor: string | null): Promise<void> {
  await ask(clientOf(actor).POST("/api/v1/lab/heal"));
}
