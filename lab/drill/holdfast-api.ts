import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { JsonObject } from "#core/model/json.ts";
import type { RunView } from "#core/run/view.ts";

/** A person of the estate who takes part in a drill. */
export type Person = { readonly ref: string; readonly title: string; readonly teams: readonly string[] };

/** The few calls of the server's API that a drill needs. */
export type HoldfastApi = {
  people(): Promise<readonly Person[]>;
  start(body: JsonObject, as: string): Promise<RunView>;
  run(id: string): Promise<RunView>;
  command(path: string, body: JsonObject, as: string): Promise<RunView>;
  get<Answer>(path: string, as: string): Promise<Answer>;
  post<Answer>(path: string, body: JsonObject, as: string): Promise<Answer>;
  text(path: string): Promise<string>;
};

/** The server said no; the message is its own. */
export class ApiRefusal extends Error {
  /** The code of its problem, such as `not-authorised`; empty when it gave none. */
  readonly code: string;

  constructor(message: string, code: string) {
    super(message);
    this.code = code;
  }
}

function refusalOf(message: string, body: string): ApiRefusal {
  const code = /"code":"([^"]+)"/.exec(body)?.[1] ?? "";
  return new ApiRefusal(message, code);
}

/** Seconds to go on asking a server that is away: in some drills it is killed and started again. */
const patienceSeconds = 60;

/** `urlOf` is asked at each call, since a server that was started again has another port. */
export function holdfastApi(urlOf: () => string): HoldfastApi {
  async function once(method: string, path: string, headers: Record<string, string>, body?: JsonObject) {
    const response = await fetch(`${urlOf()}${path}`, {
      method,
      headers: { ...headers, ...(body ? { "content-type": "application/json" } : {}) },
      signal: AbortSignal.timeout(30_000),
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    if (response.status === 503) throw new Error("the server is not ready");
    if (response.status >= 400) throw refusalOf(`${method} ${path}: ${response.status} ${text}`, text);
    return text;
  }

  /** Repeats until there is an answer: each command has its own key, so a repeat is carried out once. */
  async function ask(method: string, path: string, as?: string, body?: JsonObject): Promise<string> {
    const headers: Record<string, string> = { "idempotency-key": randomUUID() };
    if (as !== undefined) headers["x-holdfast-actor"] = as;
    const deadline = performance.now() + patienceSeconds * 1000;
    for (;;) {
      try {
        return await once(method, path, headers, body);
      } catch (error) {
        if (error instanceof ApiRefusal || performance.now() > deadline) throw error;
        await sleep(50);
      }
    }
  }

  const view = (text: string) => JSON.parse(text) as RunView;
  return {
    people: async () => (JSON.parse(await ask("GET", "/api/v1/people")) as { people: Person[] }).people,
    start: async (body, as) => view(await ask("POST", "/api/v1/runs", as, body)),
    run: async (id) => view(await ask("GET", `/api/v1/runs/${id}`)),
    command: async (path, body, as) => view(await ask("POST", path, as, body)),
    get: async <Answer>(path: string, as: string) => JSON.parse(await ask("GET", path, as)) as Answer,
    post: async <Answer>(path: string, body: JsonObject, as: string) =>
      JSON.parse(await ask("POST", path, as, body)) as Answer,
    text: (path) => ask("GET", path),
  };
}
