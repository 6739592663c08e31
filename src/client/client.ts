import createFetchClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.gen.ts";

/** The shapes of the API by name: `Schemas["RunView"]`. */
export type Schemas = components["schemas"];

export type ClientOptions = {
  /** Such as `http://127.0.0.1:7400`; empty for the address a page came from. */
  readonly baseUrl: string;
  /** `person:NAME`, asked at each request so that it may change; null names nobody. */
  readonly actor?: () => string | null;
  /** A bearer token, asked at each request. */
  readonly token?: () => string | null;
  readonly fetch?: typeof globalThis.fetch;
};

/** Typed calls of every operation: `client.GET("/api/v1/runs/{run}", { params: … })`. */
export type ApiClient = Client<paths>;

/** The server answered with a problem (RFC 9457). */
export class ApiProblem extends Error {
  readonly problem: Schemas["Problem"];

  constructor(problem: Schemas["Problem"]) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** No answer came: the server is not there, or not at this address. */
export class ServerUnreachable extends Error {}

/** Who asks, as headers. */
export function identityHeaders(options: Pick<ClientOptions, "actor" | "token">): Record<string, string> {
  const actor = options.actor?.() ?? null;
  const token = options.token?.() ?? null;
  return {
    ...(actor === null ? {} : { "X-Holdfast-Actor": actor }),
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
  };
}

/**
 * A client of the HTTP API. Each POST gets an Idempotency-Key unless the caller gives one; a caller that
 * repeats a command whose answer was lost gives the same key again.
 */
export function createApiClient(options: ClientOptions): ApiClient {
  const client = createFetchClient<paths>({
    baseUrl: options.baseUrl,
    ...(options.fetch ? { fetch: (request: Request) => (options.fetch ?? fetch)(request) } : {}),
  });
  client.use({
    onRequest({ request }) {
      for (const [name, value] of Object.entries(identityHeaders(options))) request.headers.set(name, value);
      if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
        request.headers.set("Idempotency-Key", crypto.randomUUID());
      }
      return request;
    },
    onError({ error }) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
      const reason = cause instanceof Error ? cause.message : String(cause);
      return new ServerUnreachable(
        `${options.baseUrl || "the server"} does not answer: ${reason || "no connection"}`,
      );
    },
  });
  return client;
}

type Answer<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response };

/** The result of a call. Throws `ApiProblem` when the server refused, `ServerUnreachable` when none answered. */
export async function resultOf<Data>(call: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await call;
  if (data !== undefined && data !== null) return data;
  if (isProblem(error)) throw new ApiProblem(error);
  throw new ServerUnreachable(`${response.url} answered ${response.status}, but not as Holdfast does`);
}

function isProblem(value: unknown): value is Schemas["Problem"] {
  return (
    typeof value === "object" && value !== null && "code" in value && "detail" in value && "status" in value
  );
}
