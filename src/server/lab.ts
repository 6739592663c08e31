import { isJsonObject, type JsonObject } from "#core/model/json.ts";
import { ProblemError } from "./problem.ts";

/** The lab that this server may break, over its control address. */
export type Lab = {
  status(): Promise<JsonObject>;
  /** What can be broken, each with an explanation. */
  faults(): Promise<JsonObject>;
  inject(fault: string): Promise<JsonObject>;
  heal(): Promise<JsonObject>;
};

/** Faults take as long as killing and starting processes takes. */
const limitSeconds = { read: 5, act: 120 };

/** Speaks with the lab's control API at `url`. Rejects with `ProblemError`. */
export function createLab(url: string): Lab {
  async function ask(method: "GET" | "POST", path: string): Promise<JsonObject> {
    const seconds = method === "GET" ? limitSeconds.read : limitSeconds.act;
    const response = await fetch(new URL(path, url), {
      method,
      signal: AbortSignal.timeout(seconds * 1000),
    }).catch((error: unknown) => {
      const reason =
        error instanceof Error ? ((error.cause as Error | undefined)?.message ?? error.message) : "no answer";
      throw new ProblemError("lab-unreachable", `The lab at ${url} does not answer: ${reason}.`);
    });
    const body: unknown = await response.json().catch(() => null);
    if (!isJsonObject(body))
      throw new ProblemError("lab-unreachable", `The lab at ${url} answered something else.`);
    if (!response.ok) {
      const reason = typeof body["reason"] === "string" ? body["reason"] : `it answered ${response.status}`;
      throw new ProblemError("lab-refused", reason);
    }
    return body;
  }
  return {
    status: () => ask("GET", "/status"),
    faults: () => ask("GET", "/faults"),
    inject: (fault) => ask("POST", `/faults/${encodeURIComponent(fault)}`),
    heal: () => ask("POST", "/heal"),
  };
}
