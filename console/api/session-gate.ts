import { createStore } from "../ui/external-store.ts";

/** Why somebody has to sign in while a page is open: the session ended, or is too old for what is asked. */
export type GateReason = "ended" | "again";

type Gate = { readonly reason: GateReason | null };

const gate = createStore<Gate>({ reason: null });
let isOn = false;
let isDismissed = false;
let waiting: ((isSignedIn: boolean) => void)[] = [];

/** Where the page that asks to sign in learns of it. */
export const sessionGate: { readonly subscribe: typeof gate.subscribe; readonly get: typeof gate.get } = gate;

/** From here on an answer that the session has ended opens the dialog in place of failing. */
export function watchSession(on: boolean): void {
  isOn = on;
}

function wait(reason: GateReason): Promise<boolean> {
  gate.set({ reason });
  return new Promise((resolve) => waiting.push(resolve));
}

/** Ends the waiting: what was asked meanwhile is asked again with the same key, or fails as it did. */
export function sessionSettled(isSignedIn: boolean): void {
  isDismissed = !isSignedIn;
  gate.set({ reason: null });
  for (const resolve of waiting.splice(0)) resolve(isSignedIn);
  waiting = [];
}

const reasons: { readonly [code: string]: GateReason } = {
  "not-authenticated": "ended",
  "sign-in-again": "again",
};

async function reasonOf(response: Response): Promise<GateReason | null> {
  if (response.status !== 401 && response.status !== 403) return null;
  const problem = (await response
    .clone()
    .json()
    .catch(() => null)) as { readonly code?: unknown } | null;
  return typeof problem?.code === "string" ? (reasons[problem.code] ?? null) : null;
}

/**
 * `fetch` that lets a person sign in again in the middle of what they do: the request waits, and is made again as it
 * was, with its Idempotency-Key. Reads in the background ask once and then leave the person alone.
 */
export async function gatedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const spare = isOn ? request.clone() : null;
  const response = await fetch(request);
  if (spare === null) return response;
  const reason = await reasonOf(response);
  const isLeftAlone = isDismissed && request.method === "GET";
  if (reason === null || isLeftAlone || !(await wait(reason))) return response;
  return gatedFetch(spare);
}
