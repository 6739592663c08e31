import type { EntityRelation } from "../../api/entities.ts";

const phases = { both: "", runtime: "while it runs", startup: "to start" } as const;

/** What a dependency means: `down without it`, `at least 1 of 2, to start`. */
export function relationWords({ atLeast, of, need, phase, origin }: Omit<EntityRelation, "members">): string {
  const meaning =
    atLeast !== null
      ? `at least ${atLeast} of ${of}`
      : need === "soft"
        ? "degraded without it"
        : "down without it";
  const where = origin === "site" ? "by where it stands" : "";
  return [meaning, phases[phase], where].filter(Boolean).join(", ");
}
