import { setTimeout as sleep } from "node:timers/promises";
import type { Impact } from "#core/model/run-plan.ts";
import { askJson } from "../ask-json.ts";
import { type Lab, labUrl } from "../lab.ts";
import { databaseLine } from "../site/ask-database.ts";
import type { SiteName } from "../site/sites.ts";

/** What was seen when the failure was noticed. */
export type Detection = {
  readonly at: string;
  readonly by: string;
  readonly evidence: {
    readonly verdict: string;
    readonly site: string | null;
    readonly seen: readonly string[];
  };
};

/** An order that a customer was told is placed. */
export type AcknowledgedOrder = { readonly id: string; readonly acknowledgedAt: string };

type Verdict = {
  readonly verdict: string;
  readonly site: string | null;
  readonly evidence: readonly string[];
  readonly detectedAt: string;
};

const pollMilliseconds = 20;

async function get<Body>(port: number, path: string): Promise<Body> {
  return (await askJson("GET", `${labUrl(port)}${path}`, { limitSeconds: 10 })).body as unknown as Body;
}

export const readImpact = (lab: Lab) => get<Impact>(lab.ports.probe, "/impact");

/**
 * Waits until the witness names a failure and customers are hurt. null when the witness sees
 * something but no customer does within the limit: then there is nothing to recover.
 */
export async function waitForDetection(
  lab: Lab,
  since: string,
  limitSeconds: number,
): Promise<{ readonly detection: Detection; readonly impact: Impact } | null> {
  const deadline = performance.now() + limitSeconds * 1000;
  while (performance.now() < deadline) {
    const [verdict, impact] = await Promise.all([
      get<Verdict>(lab.ports.witness, "/verdict"),
      readImpact(lab),
    ]);
    const isNamed = verdict.verdict !== "healthy" && verdict.verdict !== "not observed";
    if (isNamed && impact.beganAt !== null && impact.beganAt >= since && impact.endedAt === null) {
      const evidence = { verdict: verdict.verdict, site: verdict.site, seen: verdict.evidence };
      return { detection: { at: new Date().toISOString(), by: "witness", evidence }, impact };
    }
    await sleep(pollMilliseconds);
  }
  return null;
}

/** Violations of "never two writers", as the watcher outside recorded them. */
export async function readViolations(lab: Lab): Promise<readonly object[]> {
  return (await get<{ violations: readonly object[] }>(lab.ports.writerWatch, "/violations")).violations;
}

/** Every order that was acknowledged to a customer since `since`. */
export async function readAcknowledged(lab: Lab, since: string): Promise<readonly AcknowledgedOrder[]> {
  const path = `/ledger?since=${encodeURIComponent(since)}`;
  return (await get<{ records: readonly AcknowledgedOrder[] }>(lab.ports.probe, path)).records;
}

/**
 * The acknowledged orders that a site's database does not have: compared here, by SQL of the drill's
 * own, not by anything that took part in the recovery. Rejects when the database does not answer.
 */
export async function findMissing(
  lab: Lab,
  site: SiteName,
  acknowledged: readonly AcknowledgedOrder[],
): Promise<readonly AcknowledgedOrder[]> {
  const line = databaseLine(lab.databases[site].login, 30);
  try {
    const ids = acknowledged.map(({ id }) => id);
    const answer = await line.ask(
      "select id from unnest($1::text[]) as asked(id) where id not in (select id from orders)",
      [ids],
    );
    if (answer.status !== "answered")
      throw new Error(`the database of ${site} does not answer: ${answer.reason}`);
    const missing = new Set(answer.rows.map((row) => String(row["id"])));
    return acknowledged.filter(({ id }) => missing.has(id));
  } finally {
    line.close();
  }
}
