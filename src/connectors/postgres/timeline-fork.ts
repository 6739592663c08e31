import type { ServerAccess } from "./access.ts";
import { withSession } from "./session.ts";

/** Where one timeline ends and the next begins, as a timeline history file has it. */
export type Fork = { readonly timeline: number; readonly lsn: string };

/** The forks on the way to a timeline; none for the first timeline, which has no history file. */
export async function readForks(
  server: ServerAccess,
  timeline: number,
  signal: AbortSignal,
): Promise<readonly Fork[]> {
  if (timeline < 2) return [];
  return withSession(
    server,
    signal,
    async (session) => {
      const [row] = await session.query<{ content: Buffer | string }>(`TIMELINE_HISTORY ${timeline}`);
      return parseForks(String(row?.content ?? ""));
    },
    { replication: true },
  );
}

/** The lines of a history file: timeline, the position where it was left, the reason. */
export function parseForks(text: string): readonly Fork[] {
  return text
    .split("\n")
    .map((line) => /^\s*(\d+)\s+([0-9A-F]+\/[0-9A-F]+)/i.exec(line))
    .flatMap((match) => (match?.[1] && match[2] ? [{ timeline: Number(match[1]), lsn: match[2] }] : []));
}
