import type { DetectionRule } from "#core/detection/rule.ts";
import { documentsOf, type Estate, findDocument } from "#core/model/estate.ts";
import type { Json, JsonObject } from "#core/model/json.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import type { Check } from "#core/model/step.ts";

/** A look that an agent makes, with how to reach what it looks at. Secrets are named, never told. */
export type ProbeTask = {
  readonly monitor: Ref;
  readonly aspect: DetectionRule["aspect"];
  readonly everySeconds: number;
  readonly check: Check;
  /** By component: its `spec.access` for the connector, or null where it declares none. */
  readonly access: { readonly [component: string]: JsonObject | null };
};

/** What an agent at a vantage point looks at: the monitors that name it, or name nobody. */
export function probeWork(
  estate: Estate,
  rules: readonly DetectionRule[],
  vantage: string,
): readonly ProbeTask[] {
  const byMonitor = new Map(rules.map((rule) => [rule.monitor, rule]));
  return documentsOf(estate, "Monitor").flatMap(({ ref, spec: { check, from } }): readonly ProbeTask[] => {
    const rule = byMonitor.get(ref);
    if (check === null || rule === undefined || (from.length > 0 && !from.includes(vantage))) return [];
    const access: { [component: string]: JsonObject | null } = {};
    for (const component of componentsIn(check.with)) {
      const name = parseRef(component)?.name ?? "";
      access[component] = findDocument(estate, "Component", name)?.spec.access[check.connector] ?? null;
    }
    return [{ monitor: ref, aspect: rule.aspect, everySeconds: rule.everySeconds, check, access }];
  });
}

function componentsIn(value: Json): readonly string[] {
  if (typeof value === "string") return value.startsWith("component:") ? [value] : [];
  if (value === null || typeof value !== "object") return [];
  return Object.values(value).flatMap((part) => componentsIn(part));
}
