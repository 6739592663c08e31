import type { EntityRow, ServiceReadiness } from "../../api/entities.ts";
import type { EstateSearch } from "./estate-search.ts";

/** What is asked of rows beside words: these are choices, and only among what there is. */
export type Choices = {
  readonly teams: readonly string[];
  readonly sites: readonly string[];
  readonly tiers: readonly string[];
};

/** The teams, sites and tiers that rows have, in order. */
export function choicesOf(rows: readonly EntityRow[]): Choices {
  const of = (values: readonly string[]) => [...new Set(values)].toSorted();
  return {
    teams: of(rows.flatMap(({ teams }) => teams)),
    sites: of(rows.flatMap(({ sites }) => sites)),
    tiers: of(rows.flatMap(({ tier }) => (tier === null ? [] : [String(tier)]))),
  };
}

/** The rows that the choices of the address leave. `services` is what is known of services, once it is known. */
export function chosenRows(
  rows: readonly EntityRow[],
  search: EstateSearch,
  services: ReadonlyMap<string, ServiceReadiness>,
): readonly EntityRow[] {
  const { team, site, tier, standing, measured, wrong } = search;
  return rows.filter((row) => {
    if (team !== undefined && !row.teams.some((one) => one === team)) return false;
    if (site !== undefined && !row.sites.some((one) => one === site)) return false;
    if (tier !== undefined && String(row.tier) !== tier) return false;
    if (wrong !== undefined && !isWrong(row, wrong)) return false;
    const service = services.get(row.ref);
    if (standing !== undefined && service?.standing !== standing) return false;
    return measured === undefined || (service !== undefined && isMeasured(service) === (measured === "yes"));
  });
}

function isWrong({ findings, stale }: EntityRow, wrong: string): boolean {
  if (wrong === "stale") return stale > 0;
  return wrong === "error" || wrong === "warning" || wrong === "info" ? findings[wrong] > 0 : true;
}

/** What the answer counts: services without an objective, or out of scope, are in neither group. */
function isMeasured({ standing, rto, rpo }: ServiceReadiness): boolean | null {
  if (standing === "none" || standing === "out") return null;
  return rto.measuredSeconds !== null || rpo.measuredSeconds !== null;
}
