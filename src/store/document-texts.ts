import type pg from "pg";
import { asStore } from "./failure.ts";
import { sha256Hex } from "./sha256.ts";

/** Texts named by their content: the documents of every revision, as they were written. */
export type DocumentTexts = {
  /** Keeps texts; answers the SHA-256 of each. The same text is kept once, in whatever revisions it stands. */
  put(texts: readonly string[], mediaType: string): Promise<readonly string[]>;
  /** The texts of these hashes; those that are not kept are left out. */
  get(hashes: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

/** One statement carries so many texts: the driver holds a statement in memory whole. */
const textsPerStatement = 1000;

/** Texts stand among the attachments of the log, so that a backup of the log has them. */
export function createDocumentTexts(pool: pg.Pool): DocumentTexts {
  return {
    put: (texts, mediaType) =>
      asStore(async () => {
        const hashes = texts.map((text) => sha256Hex(text));
        const unique = [...new Map(hashes.map((hash, index) => [hash, texts[index] ?? ""]))];
        for (let from = 0; from < unique.length; from += textsPerStatement) {
          const some = unique.slice(from, from + textsPerStatement);
          await pool.query(
            `insert into holdfast.attachment (sha256, media_type, bytes)
             select decode(hash, 'hex'), $2, convert_to(text, 'UTF8')
             from unnest($1::text[], $3::text[]) as one (hash, text) on conflict do nothing`,
            [some.map(([hash]) => hash), mediaType, some.map(([, text]) => text)],
          );
        }
        return hashes;
      }),
    get: (hashes) =>
      asStore(async () => {
        const found = new Map<string, string>();
        const unique = [...new Set(hashes)];
        for (let from = 0; from < unique.length; from += textsPerStatement) {
          const { rows } = await pool.query<{ hash: string; bytes: Buffer }>(
            `select encode(sha256, 'hex') as hash, bytes from holdfast.attachment
             where sha256 in (select decode(hash, 'hex') from unnest($1::text[]) as one (hash))`,
            [unique.slice(from, from + textsPerStatement)],
          );
          for (const { hash, bytes } of rows) found.set(hash, bytes.toString("utf8"));
        }
        return found;
      }),
  };
}
