import type { ImpactReport } from "#core/analysis/impact/impact-report.ts";
import { documentsOf, type Estate } from "#core/model/estate.ts";
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
  return `${sections.filter((section) => !section.includes(" (0):")).join("")}${servicesByTier(estate, report)}`;
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
