import type { Sent } from "#engine/pager.ts";
import type { ProviderHealth } from "./provider-kind.ts";

/** Failures before a connection stood: nothing can have been taken. */
const beforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);
/** Answers after which the message may have been taken all the same: a gateway lost its own answer. */
const unsureStatus = new Set([500, 502, 504]);
const shownMax = 200;

export type Request = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Where the provider's name of the message stands in its JSON answer. */
  readonly referenceAt?: string;
};

/** Posts a message and says what became of it. Addresses hold secrets: no detail repeats one. */
export async function postMessage(
  { url, headers, body, referenceAt }: Request,
  signal: AbortSignal,
): Promise<Sent> {
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", headers, body, signal, redirect: "error" });
  } catch (error) {
    const code = codeOf(error);
    const outcome = beforeSending.has(code) || code.includes("CERT") ? "refused" : "unknown";
    return { outcome, detail: signal.aborted ? "no answer in time" : `no answer: ${code}` };
  }
  const text = await response.text().catch(() => "");
  if (response.ok) {
    return {
      outcome: "accepted",
      reference: referenceIn(text, referenceAt),
      detail: `HTTP ${response.status}`,
    };
  }
  const detail = `HTTP ${response.status}${text === "" ? "" : `: ${text.replaceAll(/\s+/g, " ").slice(0, shownMax)}`}`;
  return { outcome: unsureStatus.has(response.status) ? "unknown" : "refused", detail };
}

/** Whether anybody answers at an address; any answer of HTTP will do, since asking must send nothing. */
export async function answersHttp(url: string, signal: AbortSignal): Promise<ProviderHealth> {
  try {
    const { status } = await fetch(new URL("/", url), { method: "HEAD", signal, redirect: "manual" });
    return { answers: true, detail: `answers HTTP ${status}` };
  } catch (error) {
    return { answers: false, detail: signal.aborted ? "no answer in time" : `no answer: ${codeOf(error)}` };
  }
}

function codeOf(error: unknown): string {
  const { cause, name } = error as { readonly cause?: { readonly code?: unknown }; readonly name?: string };
  return typeof cause?.code === "string" ? cause.code : (name ?? "failed");
}

function referenceIn(text: string, field: string | undefined): string | null {
  if (field === undefined) return null;
  try {
    const value = (JSON.parse(text) as Record<string, unknown>)[field];
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}
