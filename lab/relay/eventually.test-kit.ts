import { setTimeout as sleep } from "node:timers/promises";

/** Waits until `holds` is true; rejects after 30 seconds, long enough for slow shared machines. */
export async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`did not come true within 30 s: ${holds.toString()}`);
    await sleep(5);
  }
}
