import { exchange } from "#connectors/http-exchange.ts";
import { type CallContext, AccessError } from "#connectors/connector.ts";
import { componentRef, readAccess } from "#connectors/read-access.ts";
import { z } from "zod";
import { relayAccess, type RelayAccess } from "./access.ts";

/** What every capability of the relay is told: which relay, and which of its entrances. */
export const entranceParameters = { target: componentRef, entrance: z.string().min(1).max(100) };

export type EntranceParameters = { readonly target: string; readonly entrance: string };

const routing = z.object({
  active: z.string().nullable(),
  mode: z.enum(["open", "hold", "off"]),
  generation: z.number(),
  inFlight: z.number(),
  inFlightByTarget: z.record(z.string(), z.number()),
  heldCount: z.number(),
  targets: z.record(z.string(), z.string()),
});

/** What the relay says of an entrance. */
export type EntranceState = z.output<typeof routing>;

const relayState = z.object({ entrances: z.record(z.string(), z.unknown()) });

/** The relay did not say how the entrance stands; nothing was changed. */
export class NotRead extends AccessError {}

/** An entrance that can be read and given orders. */
export type EntranceHandle = {
  readonly access: RelayAccess;
  readonly name: string;
  /** How it stands. Throws `NotRead`. */
  readonly read: () => Promise<EntranceState>;
};

/** The entrance a step names. Throws `AccessError` when its relay is not declared properly. */
export async function findEntrance(
  { target, entrance: name }: EntranceParameters,
  context: CallContext,
): Promise<EntranceHandle> {
  const access = await readAccess(context, target, relayAccess);
  return { access, name, read: () => readEntrance(access, name, context) };
}

async function readEntrance(access: RelayAccess, name: string, context: CallContext): Promise<EntranceState> {
  const result = await exchange({
    url: new URL("/state", access.controlUrl),
    method: "GET",
    headers: {},
    limitSeconds: access.timeoutSeconds,
    signal: context.signal,
  });
  if (result.status !== "answered")
    throw new NotRead(`the relay's state could not be read: ${result.message}`);
  const parsed = relayState.safeParse(parseJson(result.text));
  if (result.code !== 200 || !parsed.success) {
    throw new NotRead(
      `${access.controlUrl} is no relay: it answered ${result.code} ${result.text.slice(0, 200)}`,
    );
  }
  const { entrances } = parsed.data;
  if (!Object.hasOwn(entrances, name)) {
    throw new NotRead(
      `the relay has no entrance ${name}; it has ${Object.keys(entrances).join(", ") || "none"}`,
    );
  }
  const state = parseEntrance(entrances[name]);
  if (state === null)
    throw new NotRead(`${access.controlUrl} is no relay: its entrance ${name} has another shape`);
  return state;
}

/** The state of an entrance in an answer of the relay, or null where it is none. */
export function parseEntrance(value: unknown): EntranceState | null {
  const parsed = routing.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** JSON in a text, or undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** How an entrance stands in words: `east, open`. */
export function describeState({ active, mode }: EntranceState): string {
  return `${active ?? "no target"}, ${mode}`;
}
