/** What the server answered instead: RFC 9457 where it could speak, a plain sentence where it could not. */
export class ApiProblem extends Error {
  /** The HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  /** What to do about it; null when nobody knows. */
  readonly help: string | null;

  constructor(status: number, code: string, message: string, help: string | null) {
    super(message);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.help = help;
  }
}

/** How far the server's clock is ahead of this browser's, in milliseconds; small differences count as none. */
let serverAheadMilliseconds = 0;

/** The present instant by the server's clock: what elapsed times are counted with. */
export function serverNow(): number {
  return Date.now() + serverAheadMilliseconds;
}

function learnServerTime(response: Response): void {
  const said = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(said)) return;
  // The header has whole seconds, so that less than two seconds may be no difference at all.
  const ahead = said + 500 - Date.now();
  serverAheadMilliseconds = Math.abs(ahead) > 2000 ? ahead : 0;
}

async function problemFrom(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const read = (name: string) => {
    const value = typeof body === "object" && body !== null ? (body as Record<string, unknown>)[name] : null;
    return typeof value === "string" ? value : null;
  };
  const message = read("detail") ?? read("title") ?? `The server answered ${response.status}.`;
  return new ApiProblem(response.status, read("code") ?? "unknown", message, read("help"));
}

export type ApiRequest = {
  readonly method?: "GET" | "POST";
  /** Who asks, as `person:NAME`; null before anybody was chosen. */
  readonly actor: string | null;
  readonly body?: object;
  /** The same key is carried out once, however often it is sent. */
  readonly idempotencyKey?: string;
};

/** Asks the API. Rejects with `ApiProblem`, also when no answer came (status 0). */
export async function request<Answer>(path: string, given: ApiRequest): Promise<Answer> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (given.actor !== null) headers["x-holdfast-actor"] = given.actor;
  if (given.body !== undefined) headers["content-type"] = "application/json";
  if (given.idempotencyKey !== undefined) headers["idempotency-key"] = given.idempotencyKey;
  const init: RequestInit = { method: given.method ?? "GET", headers };
  if (given.body !== undefined) init.body = JSON.stringify(given.body);
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiProblem(0, "no-answer", "The server does not answer.", "What you typed is kept. Try again.");
  }
  learnServerTime(response);
  if (!response.ok) throw await problemFrom(response);
  return (await response.json()) as Answer;
}
