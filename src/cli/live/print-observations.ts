import {
  countOutcomes,
  lookOutcomes,
  type LookOutcome,
  lookTopics,
  type Observation,
} from "#core/check/live/look.ts";
import { printable } from "../printable.ts";

const marks: { readonly [Outcome in LookOutcome]: { readonly word: string; readonly color: string } } = {
  holds: { word: "holds", color: "32" },
  "does-not-hold": { word: "DOES NOT HOLD", color: "31" },
  unknown: { word: "unknown", color: "33" },
  "not-looked-at": { word: "not looked at", color: "36" },
};

/** Observations for people: what does not hold and what is not known, each with its place; then a table of all. */
export function printObservations(
  observations: readonly Observation[],
  placeOf: (observation: Observation) => string,
  color: boolean,
): string {
  const paint = (code: string, text: string) => (color ? `\u001B[${code}m${text}\u001B[0m` : text);
  const told = observations
    .filter(({ outcome }) => outcome !== "holds")
    .map((observation) => {
      const { word, color: code } = marks[observation.outcome];
      const { claim, about } = observation.look;
      return `${paint(code, word)}: ${printable(claim)}\n  --> ${printable(placeOf(observation))} (${about})\n  = ${printable(observation.detail)} [${observation.by}, ${observation.observedAt}]\n`;
    });
  return [...told, table(observations)].join("\n");
}

function table(observations: readonly Observation[]): string {
  const head = ["", ...lookOutcomes.map((outcome) => marks[outcome].word.toLowerCase())];
  const rows = lookTopics.flatMap((topic) => {
    const own = observations.filter(({ look }) => look.topic === topic);
    return own.length > 0 ? [row(topic, own)] : [];
  });
  const all = [head, ...rows, row("all", observations)];
  const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  return `${all.map((cells) => cells.map((cell, column) => pad(cell, widths[column] ?? 0, column)).join("  ")).join("\n")}\n`;
}

function row(name: string, observations: readonly Observation[]): readonly string[] {
  const counts = countOutcomes(observations);
  return [name, ...lookOutcomes.map((outcome) => String(counts[outcome]))];
}

const pad = (cell: string, width: number, column: number) =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);
