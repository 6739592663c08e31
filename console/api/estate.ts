import type { Ref } from "#core/model/ref.ts";
import type { RunbookPurpose } from "#core/model/run-plan.ts";
import { request } from "./http.ts";

/** Somebody one can act as, or hand a step to. */
export type Person = { readonly ref: Ref; readonly title: string; readonly teams: readonly Ref[] };

/** A runbook in a list. */
export type RunbookSummary = {
  readonly name: string;
  readonly title: string;
  readonly purpose: RunbookPurpose;
  readonly recovers: readonly Ref[];
  /** False while it, or what it relies on, has errors. */
  readonly startable: boolean;
  readonly steps: number;
};

/** The people of the estate. Needs no actor: it is where one is chosen. */
export async function fetchPeople(): Promise<readonly Person[]> {
  return (await request<{ readonly people: readonly Person[] }>("/api/v1/people", { actor: null })).people;
}

export async function fetchRunbooks(actor: string | null): Promise<readonly RunbookSummary[]> {
  const answer = await request<{ readonly runbooks: readonly RunbookSummary[] }>("/api/v1/runbooks", {
    actor,
  });
  return answer.runbooks;
}
