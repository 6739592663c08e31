import { type ApiClient, createApiClient } from "#client/client.ts";
import type { Door, Output } from "./door.ts";

/** What every verb that speaks with a server is given. */
export type Context = {
  readonly client: ApiClient;
  readonly baseUrl: string;
  readonly actor: string | null;
  readonly token: string | null;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether stdout is a terminal: only then is it redrawn. */
  readonly isTerminal: boolean;
  /** Whether a person reads stderr while it is written. */
  readonly isWatched: boolean;
  /** Whether a person can be asked something. */
  readonly canAsk: boolean;
  readonly color: boolean;
};

export type GlobalOptions = { readonly url?: string; readonly as?: string };

const defaultUrl = "http://127.0.0.1:7400";

/** The context of a verb: flag over environment over default. */
export function contextOf(
  options: GlobalOptions,
  { stdout, stderr, isTerminal, isWatched, canAsk }: Door,
  environment: NodeJS.ProcessEnv = process.env,
): Context {
  const baseUrl = (options.url ?? environment["HOLDFAST_URL"] ?? defaultUrl).replace(/\/+$/, "");
  const actor = options.as ?? environment["HOLDFAST_ACTOR"] ?? null;
  const token = environment["HOLDFAST_TOKEN"] ?? null;
  return {
    client: createApiClient({ baseUrl, actor: () => actor, token: () => token }),
    baseUrl,
    actor,
    token,
    stdout,
    stderr,
    isTerminal,
    isWatched,
    canAsk,
    color: isTerminal && (environment["NO_COLOR"] ?? "") === "",
  };
}
