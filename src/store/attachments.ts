import type pg from "pg";
import { asStore } from "./failure.ts";
import { sha256Hex } from "./sha256.ts";

export type Attachment = { readonly sha256: string; readonly mediaType: string; readonly bytes: Uint8Array };

/** Things kept whole as proof, each named by its content: the output of a command, the answer of a system. */
export type Attachments = {
  /** Keeps the bytes; returns their SHA-256 in lower-case hexadecimal. The same content twice is kept once. */
  put(bytes: Uint8Array, mediaType: string): Promise<string>;
  get(sha256: string): Promise<Attachment | null>;
};

export function createAttachments(pool: pg.Pool): Attachments {
  return {
    put: (bytes, mediaType) =>
      asStore(async () => {
        const sha256 = sha256Hex(bytes);
        await pool.query(
          "insert into holdfast.attachment (sha256, media_type, bytes) values (decode($1, 'hex'), $2, $3) on conflict do nothing",
          [sha256, mediaType, Buffer.from(bytes)],
        );
        return sha256;
      }),
    get: (sha256) =>
      asStore(async () => {
        const { rows } = await pool.query<{ media_type: string; bytes: Buffer }>(
          "select media_type, bytes from holdfast.attachment where sha256 = decode($1, 'hex')",
          [sha256],
        );
        const [row] = rows;
        return row === undefined ? null : { sha256, mediaType: row.media_type, bytes: row.bytes };
      }),
  };
}
