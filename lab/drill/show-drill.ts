import { styleText } from "node:util";
import type { DrillResult } from "./run-drill.ts";
import { judgements } from "./verdict.ts";

const lostShownMax = 20;

function clockLines({ run, detection, injectedAt }: DrillResult): string[] {
  const { clock } = run;
  if (clock.beganAt === null) return ["No customer saw a failure."];
  const width = 30;
  const total = clock.totalSeconds ?? 0;
  const lines = clock.phases.map(({ phase, seconds }) => {
    const bar = "█".repeat(total > 0 ? Math.round((seconds / total) * width) : 0);
    return `  ${phase.padEnd(9)} ${seconds.toFixed(3).padStart(8)} s  ${bar}`;
  });
  return [
    `fault injected        ${injectedAt ?? "none"}`,
    `first failed order    ${clock.beganAt}`,
    `noticed               ${detection?.at ?? "not recorded"}  (${detection?.evidence.verdict ?? "nobody"})`,
    `orders succeed again  ${clock.endedAt ?? "not yet"}`,
    "",
    ...lines,
    `  ${"total".padEnd(9)} ${total.toFixed(3).padStart(8)} s`,
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
  const lines = judgements(result).map(({ name, holds, says }) => {
    const mark = holds ? styleText("green", "● ok    ") : styleText("red", "✕ missed");
    return `  ${mark} ${name.padEnd(11)} ${says}`;
  });
  return [
    "",
    ...clockLines(result),
    ...lostLines(result),
    "",
    ...lines,
    "",
    `evidence    ${result.bundleFile}`,
    `public key  ${result.publicKeyFile}`,
    `verify      npx holdfast evidence verify ${result.bundleFile} --public-key ${result.publicKeyFile}`,
  ].join("\n");
}
