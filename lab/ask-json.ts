import { isJsonObject, type JsonObject } from "#core/model/json.ts";

export type JsonReply = { readonly status: number; readonly body: JsonObject };

/**
 * Asks one of the lab's own processes. Rejects when there is no answer within the limit or the
 * answer is no JSON object; any status is an answer.
 */
export async function askJson(
  method: "GET" | "POST",
  url: string,
  options: { readonly body?: object; readonly limitSeconds?: number } = {},
): Promise<JsonReply> {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout((options.limitSeconds ?? 5) * 1000),
    ...(options.body
      ? { body: JSON.stringify(options.body), headers: { "content-type": "application/json" } }
      : {}),
  });
  const body: unknown = await response.json();
  if (!isJsonObject(body)) throw new Error(`${url} answered something that is no JSON object`);
  return { status: response.status, body };
}
