import type pg from "pg";
import { asStore } from "./failure.ts";

/**
 * Position of the newest event that the feed would have delivered by now; 0 for an empty log. Following the feed from it
 * misses nothing: events that are visible but still have an older transaction beside them come after it.
 */
export function feedHead(pool: pg.Pool): Promise<number> {
  return asStore(async () => {
    const { rows } = await pool.query<{ position: number }>(
      `select position from holdfast.event where xid < pg_snapshot_xmin(pg_current_snapshot())
       order by holdfast.event.xid desc, position desc limit 1`,
    );
    return rows[0]?.position ?? 0;
  });
}
