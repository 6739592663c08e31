import type { ImpactReport } from "#core/analysis/impact/impact-report.ts";
import { documentsOf, type Estate } from "#core/model/estate.ts";
import { isRef, type Ref } from "#core/model/ref.ts";
import { aligned, counted, shortened } from "./aligned.ts";

/** What a set of failures does, for people. */
export function printImpact(estate: Estate, report: ImpactReport): string {
  const { failed, down, degraded, thinner, functions } = report;
  const lost = new Set([...failed, ...down.map(({ ref }) => ref)]);
  const holding = thinner.filter((ref) => !lost.has(ref));
  const sections = [
    `Failed: ${shortened(failed, 20)}\n`,
    `Down (${down.length}):\n${aligned(
      down.map(({ ref, because, recoverableBy }) => [
        ref,
        `because ${because.join(" → ")}`,
        recoverableBy.length === 0 ? "" : `recoverable by ${recoverableBy.join(", ")}`,
      ]),
    )}`,
    `Degraded (${degraded.length}):\n${aligned(
      degraded.map(({ ref, because }) => [ref, `because ${because.join(" → ")}`]),
    )}`,
    `Still up with less behind it (${holding.length}):\n${aligned(holding.map((ref) => [ref]))}`,
    `Functions concerned (${functions.length}):\n${aligned(functions.map((ref) => [ref]))}`,
  ];
  const told = sections.filter((section) => !section.includes(" (0):")).join("");
  return `${told}${concerned(estate, report)}${servicesByTier(estate, report)}`;
}

/** Who answers for what is lost, where it stands and who supplies it: whom to call. */
function concerned(estate: Estate, { failed, down, degraded }: ImpactReport): string {
  const counts = {
    owner: new Map<Ref, number>(),
    site: new Map<Ref, number>(),
    vendor: new Map<Ref, number>(),
  };
  for (const ref of [...failed, ...[...down, ...degraded].map((node) => node.ref)]) {
    const spec = (estate.documents.get(ref)?.spec ?? {}) as { readonly [field: string]: unknown };
    for (const field of ["owner", "site", "vendor"] as const) {
      const named = spec[field];
      if (typeof named === "string" && isRef(named))
        counts[field].set(named, (counts[field].get(named) ?? 0) + 1);
    }
  }
  const section = (title: string, found: ReadonlyMap<Ref, number>) => {
    const rows = [...found].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1));
    return found.size === 0
      ? ""
      : `${title} (${found.size}):\n${aligned(rows.map(([ref, count]) => [ref, `${counted(count, "thing")} not as before`]))}`;
  };
  return [
    section("Who answers for it", counts.owner),
    section("Where it stands", counts.site),
    section("Whose it is from", counts.vendor),
  ].join("");
}

function servicesByTier(estate: Estate, { failed, down, degraded }: ImpactReport): string {
  const lost = new Set([...failed, ...down.map(({ ref }) => ref)]);
  const impaired = new Set(degraded.map(({ ref }) => ref));
  const tiers = new Map<number | null, { lost: number; impaired: number }>();
  for (const { ref, spec } of documentsOf(estate, "Service")) {
    const counts = tiers.get(spec.tier) ?? { lost: 0, impaired: 0 };
    if (lost.has(ref)) counts.lost += 1;
    if (impaired.has(ref)) counts.impaired += 1;
    tiers.set(spec.tier, counts);
  }
  const rows = [...tiers]
    .filter(([, counts]) => counts.lost + counts.impaired > 0)
    .sort(([one], [other]) => (one ?? 9) - (other ?? 9))
    .map(([tier, counts]) => [
      tier === null ? "no tier" : `tier ${tier}`,
      `${counted(counts.lost, "service")} down, ${counts.impaired} degraded`,
    ]);
  return rows.length === 0 ? "No service is down or degraded.\n" : `Services:\n${aligned(rows)}`;
}
