import type { FeedEvent } from "#client/feed.ts";

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** `StepOutcomeUnknown` as words: step outcome unknown. */
const words = (type: string): string => type.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

/** An event in one line: when, what, which step, who, and why or what was said. */
export function eventLine({ at, type, data, actor }: FeedEvent): string {
  const step = text(data["step"]);
  const who = actor.type === "person" ? actor.ref : "";
  const said = ["message", "reason", "note", "text", "option", "result"]
    .map((name) => text(data[name]))
    .filter(Boolean);
  const parts = [at.slice(11, 23), words(type), step, who === "" ? "" : `by ${who}`]
    .filter(Boolean)
    .join("  ");
  return said.length === 0 ? parts : `${parts}  ${said.join("; ")}`;
}
