import { z } from "zod";
import { exists, ownerOf, readIfThere, removeIfThere, writeDurably } from "./data-directory.ts";

/** What a fence leaves in the data directory: who fenced, when, and what undoing it must put back. */
const fenceMark = z.object({
  key: z.string(),
  fencedAt: z.string(),
  /** Whether the fence added `standby.signal`; where it stood before, undoing leaves it. */
  addedStandbySignal: z.boolean(),
});

export type FenceMark = z.output<typeof fenceMark>;

const markFile = "holdfast-fenced.json";
const standbySignal = "standby.signal";

/** The mark of the fence that stands, or null. */
export async function readFenceMark(dataDirectory: string): Promise<FenceMark | null> {
  const text = await readIfThere(`${dataDirectory}/${markFile}`);
  return text === null ? null : fenceMark.parse(JSON.parse(text));
}

/** Whether the server would come up as a standby, whoever starts it. */
export function startsAsStandby(dataDirectory: string): Promise<boolean> {
  return exists(`${dataDirectory}/${standbySignal}`);
}

/** Makes the server come up as a standby from now on. */
export async function writeStandbySignal(dataDirectory: string): Promise<void> {
  await writeDurably(`${dataDirectory}/${standbySignal}`, "", await ownerOf(dataDirectory));
}

/** Takes `standby.signal` away: whoever starts the server gets a primary. */
export function removeStandbySignal(dataDirectory: string): Promise<void> {
  return removeIfThere(`${dataDirectory}/${standbySignal}`);
}

/**
 * Makes sure that whoever starts the server next gets a standby and no second writer. It is done
 * before the killing, so that an init system which restarts the server at once finds it.
 * A fence that stands already keeps its first mark.
 */
export async function markFenced(dataDirectory: string, key: string, at: string): Promise<FenceMark> {
  const standing = await readFenceMark(dataDirectory);
  const hadSignal = await startsAsStandby(dataDirectory);
  if (standing && hadSignal) return standing;
  const mark: FenceMark = {
    key,
    fencedAt: at,
    addedStandbySignal: standing?.addedStandbySignal ?? !hadSignal,
  };
  const owner = await ownerOf(dataDirectory);
  await Promise.all([
    hadSignal ? null : writeStandbySignal(dataDirectory),
    writeDurably(`${dataDirectory}/${markFile}`, `${JSON.stringify(mark)}\n`, owner),
  ]);
  return mark;
}

/** Forgets the fence of a server that is given a primary to follow: its `standby.signal` stays for good. */
export function forgetFence(dataDirectory: string): Promise<void> {
  return removeIfThere(`${dataDirectory}/${markFile}`);
}

/** Takes the fence's files away and gives back the mark that stood; null where none did. */
export async function removeFence(dataDirectory: string): Promise<FenceMark | null> {
  const mark = await readFenceMark(dataDirectory);
  if (mark?.addedStandbySignal) await removeStandbySignal(dataDirectory);
  await removeIfThere(`${dataDirectory}/${markFile}`);
  return mark;
}
