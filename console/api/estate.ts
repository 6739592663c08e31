import type { Schemas } from "#client/client.ts";
import { ask, clientOf } from "./ask.ts";

/** Somebody one can act as, or hand a step to. */
export type Person = Schemas["People"]["people"][number];

/** A runbook in a list. */
export type RunbookSummary = Schemas["RunbookSummary"];

/** The people of the estate. Needs no actor: it is where one is chosen. */
export async function fetchPeople(): Promise<readonly Person[]> {
  return (await ask(clientOf(null).GET("/api/v1/people"))).people;
}

export async function fetchRunbooks(actor: string | null): Promise<readonly RunbookSummary[]> {
  return (await ask(clientOf(actor).GET("/api/v1/runbooks"))).runbooks;
}
