import { setTimeout as sleep } from "node:timers/promises";

const patienceSeconds = 90;

/** Incidents as they are listed. */
export type Listed = {
  readonly incidents: readonly { readonly id: string; readonly title: string; readonly openedAt: string }[];
};

/** Looks until something is found; rejects with `what` when it never is. */
export async function until<Found>(what: string, look: () => Promise<Found | null>): Promise<Found> {
  const deadline = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`it never came about that ${what}`);
    await sleep(100);
  }
}
