import { z } from "zod";
import { NotPossible, ServerFault } from "./fault.ts";

/** Where an outside record of acknowledged business records is read. */
export const ledgerParameter = z.strictObject({
  url: z.url().describe('Answers {"records":[{"id","acknowledgedAt"}]} or one such record per line'),
});

/** A business record that the outside world was told is safe. */
export type LedgerRecord = { readonly id: string; readonly acknowledgedAt: string };

const record = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  acknowledgedAt: z.iso.datetime({ offset: true }),
});
const document = z.object({ records: z.array(record) });

const limitSeconds = 20;
const bytesMax = 256 * 1024 * 1024;

/** Reads the whole ledger, from `since` on where it is given. */
export async function readLedger(
  url: string,
  since: string | undefined,
  signal: AbortSignal,
): Promise<readonly LedgerRecord[]> {
  const records = parseLedger(await fetchText(url, signal), url);
  return since === undefined
    ? records
    : records.filter(({ acknowledgedAt }) => Date.parse(acknowledgedAt) >= Date.parse(since));
}

/** Both forms of a ledger: one JSON document, or one record per line. */
export function parseLedger(text: string, url: string): readonly LedgerRecord[] {
  try {
    if (text.trim() === "") return [];
    const whole = parseJson(text);
    if (whole !== undefined && z.object({ records: z.unknown() }).safeParse(whole).success) {
      return document.parse(whole).records;
    }
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    return lines.map((line) => record.parse(JSON.parse(line)));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new NotPossible(`the ledger at ${url} is not in the form that was agreed: ${reason.slice(0, 300)}`);
  }
}

/** The JSON value, or undefined where the text is none as a whole. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function fetchText(url: string, signal: AbortSignal): Promise<string> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1000)]);
  try {
    const response = await fetch(url, { signal: limit, headers: { accept: "application/json" } });
    if (!response.ok) throw new NotPossible(`the ledger at ${url} answered ${response.status}`);
    const parts: Uint8Array[] = [];
    let bytes = 0;
    for await (const part of response.body ?? []) {
      bytes += part.byteLength;
      if (bytes > bytesMax) throw new NotPossible(`the ledger at ${url} is larger than ${bytesMax} bytes`);
      parts.push(part);
    }
    return Buffer.concat(parts).toString("utf8");
  } catch (error) {
    if (error instanceof NotPossible) throw error;
    const reason = signal.aborted ? "cancelled" : (error as Error).message;
    throw new ServerFault("unreached", `the ledger at ${url} cannot be read: ${reason}`);
  }
}
