import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { changeText, commentLastItem } from "../write/change-text.ts";
import type { ObservedEdge } from "./compare-declared.ts";

/** Who confirms an observed dependency, and as what. */
export type Confirmation = {
  readonly by: string;
  /** YYYY-MM-DD. */
  readonly on: string;
  readonly need: "hard" | "soft";
  readonly phase: "runtime" | "startup" | "both";
};

/** Why somebody may not confirm, or null: only who owns the dependent thing, or belongs to the team that does. */
export function whyNotConfirm(
  from: string,
  person: string,
  documents: ReadonlyMap<string, JsonObject>,
): string | null {
  const owner = specField(documents.get(from), "owner");
  if (typeof owner !== "string") return `${from} has no owner; name one in its document first`;
  if (owner === person) return null;
  const members = specField(documents.get(owner), "members");
  const teams = specField(documents.get(person), "teams");
  const isMember =
    (Array.isArray(members) && members.includes(person)) || (Array.isArray(teams) && teams.includes(owner));
  return isMember ? null : `${from} belongs to ${owner}, and ${person} is not of it`;
}

function specField(document: JsonObject | undefined, field: string): Json | undefined {
  const spec = document?.["spec"];
  return isJsonObject(spec) ? spec[field] : undefined;
}

/**
 * Declares an observed dependency in the file of its owner: an entry of `dependsOn`, a comment, and an
 * annotation that says who confirmed it, when, and on what grounds. Null where the file has errors.
 */
export function confirmInText(
  text: string,
  index: number,
  edge: ObservedEdge,
  { by, on, need, phase }: Confirmation,
): string | null {
  const entry =
    need === "hard" && phase === "both"
      ? edge.to
      : { on: edge.to, ...(need === "soft" ? { need } : {}), ...(phase === "both" ? {} : { phase }) };
  const grounds = groundsOf(edge);
  const changed = changeText(text, index, [
    { type: "add-item", path: ["spec", "dependsOn"], value: entry },
    {
      type: "set",
      path: ["metadata", "annotations", `holdfast.observed/${edge.to}`],
      value: `confirmed by ${by} on ${on}; ${grounds}`,
    },
  ]);
  return changed === null
    ? null
    : commentLastItem(
        changed,
        index,
        ["spec", "dependsOn"],
        `Observed (${grounds}); confirmed by ${by} on ${on}.`,
      );
}

/** What an edge was seen by: `1,234 calls by trace, last 2026-01-31T…`. */
export function groundsOf({ observations }: Pick<ObservedEdge, "observations">): string {
  return observations
    .map(({ source, count, lastSeenAt, detail }) => {
      const calls = count === null ? source : `${count} calls by ${source}`;
      return [calls, lastSeenAt === null ? null : `last ${lastSeenAt}`, detail]
        .filter((part) => part !== null)
        .join(", ");
    })
    .join("; ");
}
