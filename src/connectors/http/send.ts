import { exchange, type Exchange } from "#connectors/http-exchange.ts";
import type { CallContext } from "#connectors/connector.ts";
import { redactJson, redactText } from "#connectors/redact.ts";
import type { Json } from "#core/model/json.ts";
import { type HttpTarget, resolveUrl } from "./access.ts";

export const writingMethods = ["POST", "PUT", "PATCH", "DELETE"] as const;
export const methods = ["GET", "HEAD", ...writingMethods] as const;
export type Method = (typeof methods)[number];

/** Whether a method may change something (RFC 9110 section 9.2.1). */
export function isWriting(method: Method): boolean {
  return method !== "GET" && method !== "HEAD";
}

export type Call = {
  readonly method: Method;
  readonly path: string;
  readonly headers?: { readonly [name: string]: string } | undefined;
  readonly body?: Json | undefined;
  /** Sent as `Idempotency-Key` with writing methods. */
  readonly key?: string;
};

/** An answer as outputs may show it: without secrets, its JSON parsed (undefined where it is none). */
export type Answer = {
  readonly status: "answered";
  readonly code: number;
  readonly location: string | null;
  readonly text: string;
  readonly json: Json | undefined;
  readonly truncated: boolean;
  readonly milliseconds: number;
};

export type Sent = Answer | Exclude<Exchange, { readonly status: "answered" }>;

/** Sends one call to a target under its limits and hides the target's secrets in what comes back. */
export async function send(target: HttpTarget, call: Call, context: CallContext): Promise<Sent> {
  const content = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
  const result = await exchange({
    url: resolveUrl(target, call.path),
    method: call.method,
    headers: {
      accept: "application/json",
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      ...target.headers,
      ...call.headers,
      ...(call.key !== undefined && isWriting(call.method) ? { "idempotency-key": call.key } : {}),
    },
    ...content,
    limitSeconds: target.timeoutSeconds,
    signal: context.signal,
  });
  if (result.status !== "answered") return { ...result, message: redactText(result.message, target.secrets) };
  const json = parseJson(result.text);
  return {
    status: "answered",
    code: result.code,
    location: result.headers.location ?? null,
    text: redactText(result.text, target.secrets),
    json: json === undefined ? undefined : redactJson(json, target.secrets),
    truncated: result.truncated,
    milliseconds: result.milliseconds,
  };
}

/** What an answer was, in one line for messages: `503 {"error":…}`. */
export function describeAnswer(answer: Answer): string {
  const excerpt = answer.text.slice(0, 300).replace(/\s+/g, " ").trim();
  const redirect = answer.location === null ? "" : ` to ${answer.location} (redirects are not followed)`;
  return `${answer.code}${redirect}${excerpt ? ` ${excerpt}` : ""}${answer.text.length > 300 ? "…" : ""}`;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
