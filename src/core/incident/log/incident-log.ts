import { type Actor, actorName } from "../../model/actor.ts";
import type { JsonObject } from "../../model/json.ts";
import type { SignalMention } from "../events.ts";
import { entryWords } from "./entry-words.ts";

/** An event as it stands in the log, as far as the log of an incident shows it. */
export type LogEvent = {
  readonly version: number;
  readonly type: string;
  readonly data: JsonObject;
  readonly actor: Actor;
  readonly at: string;
  readonly hash: string;
};

/** One entry for a reader. Nothing in it is ever changed: what was wrong has corrections beside it. */
export type LogLine = {
  readonly entry: number;
  readonly at: string;
  readonly by: string;
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  /** The entry that this one corrects. */
  readonly corrects: number | null;
  /** Later entries that correct this one. */
  readonly correctedBy: readonly number[];
  readonly hash: string;
};

/** A signal with the entry that put it to the incident. */
export type LogSignal = SignalMention & { readonly entry: number };

/** The log of an incident as it is taken away: what was known at `knownAt`, or all of it. */
export type IncidentLog = {
  readonly incident: string;
  readonly title: string;
  readonly mode: "live" | "exercise";
  /** The instant whose knowledge this is; null: everything. */
  readonly knownAt: string | null;
  /** When it was taken out, ISO 8601 UTC. */
  readonly exportedAt: string;
  /** The hash of the last entry seals all before it: a signed bundle of the same length ends with it. */
  readonly head: { readonly entry: number; readonly hash: string };
  readonly entries: readonly LogLine[];
  readonly signals: readonly LogSignal[];
};

/**
 * What was known at an instant: the log up to, and without, its first entry of a later time. Always a whole
 * beginning of the log, so that a bundle of it can be verified, whatever the clocks of two nodes say.
 */
export function knownAt<Event extends { readonly at: string }>(
  events: readonly Event[],
  until: string | null,
): readonly Event[] {
  if (until === null) return events;
  const limit = new Date(until).toISOString();
  const end = events.findIndex(({ at }) => at > limit);
  return end < 0 ? events : events.slice(0, end);
}

/** The log of an incident for readers. `events` are those that count, from the first. */
export function incidentLog(
  incident: string,
  events: readonly LogEvent[],
  when: { readonly knownAt: string | null; readonly exportedAt: string },
): IncidentLog {
  const opening = events.find(({ type }) => type === "IncidentOpened")?.data;
  const corrections = new Map<number, number[]>();
  for (const event of events) {
    const corrected = correctedEntry(event);
    if (corrected !== null)
      corrections.set(corrected, [...(corrections.get(corrected) ?? []), event.version]);
  }
  const last = events.at(-1);
  return {
    incident,
    title: typeof opening?.["title"] === "string" ? opening["title"] : incident,
    mode: opening?.["mode"] === "exercise" ? "exercise" : "live",
    ...when,
    head: { entry: last?.version ?? 0, hash: last?.hash ?? "" },
    entries: events.map((event) => ({
      entry: event.version,
      at: event.at,
      by: actorName(event.actor),
      type: event.type,
      ...entryWords(event),
      corrects: correctedEntry(event),
      correctedBy: corrections.get(event.version) ?? [],
      hash: event.hash,
    })),
    signals: events.flatMap(signalsOf),
  };
}

function correctedEntry({ type, data }: LogEvent): number | null {
  return type === "EntryCorrected" && typeof data["version"] === "number" ? data["version"] : null;
}

function signalsOf({ type, data, version }: LogEvent): readonly LogSignal[] {
  if (type !== "SignalsAttached") return [];
  return (data["signals"] as unknown as readonly SignalMention[]).map((signal) => ({
    ...signal,
    entry: version,
  }));
}
