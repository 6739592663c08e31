import { styleText } from "node:util";
import type { RunView } from "#core/run/view.ts";
import type { DrillResult } from "./run-drill.ts";
import { type Judgement, judgements } from "./verdict.ts";

const lostShownMax = 20;

/** The clock of a run by phases, each with its part of the time as a bar. */
export function phaseLines({ phases, totalSeconds }: RunView["clock"]): string[] {
  const width = 30;
  const total = totalSeconds ?? 0;
  const lines = phases.map(({ phase, seconds }) => {
    const bar = "█".repeat(total > 0 ? Math.round((seconds / total) * width) : 0);
    return `  ${phase.padEnd(9)} ${seconds.toFixed(3).padStart(8)} s  ${bar}`;
  });
  return [...lines, `  ${"total".padEnd(9)} ${total.toFixed(3).padStart(8)} s`];
}

/** What was judged, and where its evidence lies. */
export function verdictLines(
  verdict: readonly Judgement[],
  { bundleFile, publicKeyFile }: Pick<DrillResult, "bundleFile" | "publicKeyFile">,
): string[] {
  const lines = verdict.map(({ name, holds, says }) => {
    const mark = holds ? styleText("green", "● ok    ") : styleText("red", "✕ missed");
    return `  ${mark} ${name.padEnd(11)} ${says}`;
  });
  return [
    ...lines,
    "",
    `evidence    ${bundleFile}`,
    `public key  ${publicKeyFile}`,
    `verify      npx holdfast evidence verify ${bundleFile} --public-key ${publicKeyFile}`,
  ];
}

function clockLines({ run, detection, injectedAt }: DrillResult): string[] {
  const { clock } = run;
  if (clock.beganAt === null) return ["No customer saw a failure."];
  return [
    `fault injected        ${injectedAt ?? "none"}`,
    `first failed order    ${clock.beganAt}`,
    `noticed               ${detection?.at ?? "not recorded"}  (${detection?.evidence.verdict ?? "nobody"})`,
    `orders succeed again  ${clock.endedAt ?? "not yet"}`,
    "",
    ...phaseLines(clock),
  ];
}

function lostLines({ lost }: DrillResult): string[] {
  if (lost.length === 0) return [];
  const shown = lost.slice(0, lostShownMax).map(({ id, acknowledgedAt }) => `  ${acknowledgedAt}  ${id}`);
  const more =
    lost.length > lostShownMax ? [`  … and ${lost.length - lostShownMax} more, all in the evidence`] : [];
  return ["", "Lost orders (acknowledged to a customer, in no database that serves):", ...shown, ...more];
}

/** The result of a drill for people. */
export function showDrill(result: DrillResult): string {
  const verdict = verdictLines(judgements(result), result);
  return ["", ...clockLines(result), ...lostLines(result), "", ...verdict].join("\n");
}
