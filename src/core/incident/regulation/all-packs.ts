import type { ClockRule, RegulationPack } from "./pack.ts";
import { apra } from "./packs/apra.ts";
import { dora } from "./packs/dora.ts";
import { gdpr } from "./packs/gdpr.ts";
import { mas } from "./packs/mas.ts";
import { nis2 } from "./packs/nis2.ts";
import { sec } from "./packs/sec.ts";

/** Every pack there is. A law is added here as data, never as code. */
export const allPacks: readonly RegulationPack[] = [dora, nis2, gdpr, sec, mas, apra];

/** The rule of that id with its pack, or null. */
export function findRule(id: string): { readonly pack: RegulationPack; readonly rule: ClockRule } | null {
  for (const pack of allPacks) {
    const rule = pack.rules.find((each) => each.id === id);
    if (rule) return { pack, rule };
  }
  return null;
}

/** Packs in force on a day (`YYYY-MM-DD`). */
export function packsInForce(day: string): readonly RegulationPack[] {
  return allPacks.filter(
    ({ effectiveFrom, effectiveTo }) => effectiveFrom <= day && (effectiveTo === null || day <= effectiveTo),
  );
}
