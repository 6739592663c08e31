import type { Readiness } from "./app-ports.ts";

/** What `/readyz` looks at: whether the database answers, and whether work is still taken. */
export function lookReady(
  askDatabase: () => Promise<unknown>,
  isEnding: () => boolean,
): () => Promise<readonly Readiness[]> {
  return async () => [
    await askDatabase().then(
      () => ({ name: "database", ready: true, detail: null }),
      (error: unknown) => ({
        name: "database",
        ready: false,
        detail: error instanceof Error ? error.message : String(error),
      }),
    ),
    { name: "migrations", ready: true, detail: null },
    { name: "engine", ready: !isEnding(), detail: null },
  ];
}
