import { styleText } from "node:util";
import type { LogEntry, StoryResult } from "./story.ts";
import { judgeStory } from "./judge-story.ts";

/** Entries of the log that are the story in short, with what they are called here. */
const told: { readonly [type: string]: string } = {
  IncidentOpened: "incident opened",
  CalloutStarted: "crisis team called",
  QuorumReached: "quorum complete",
  PlanJudged: "plan checked against the present",
  DeclarationAsked: "declaration asked for",
  DisasterDeclared: "disaster declared",
  RunLinked: "failover started",
  UpdatePublished: "customers told",
  StoodDown: "stood down",
  IncidentClosed: "incident closed",
};

function phaseLines({ run }: StoryResult): string[] {
  const { clock } = run;
  const total = clock.totalSeconds ?? 0;
  const width = 30;
  const lines = clock.phases.map(({ phase, seconds }) => {
    const bar = "█".repeat(total > 0 ? Math.round((seconds / total) * width) : 0);
    return `  ${phase.padEnd(9)} ${seconds.toFixed(3).padStart(8)} s  ${bar}`;
  });
  return [...lines, `  ${"total".padEnd(9)} ${total.toFixed(3).padStart(8)} s without service`];
}

function timeLines({ injectedAt, log, reporters }: StoryResult): string[] {
  const since = (at: string) => `+${((Date.parse(at) - Date.parse(injectedAt)) / 1000).toFixed(1)} s`;
  const line = ({ at, type }: LogEntry) => `  ${at}  ${since(at).padStart(9)}  ${told[type] ?? type}`;
  return [
    `  ${injectedAt}  ${"+0.0 s".padStart(9)}  east dies (watched by ${reporters.join(", ")})`,
    ...log.filter(({ type }) => told[type] !== undefined).map(line),
  ];
}

/** The story for people: what happened when, the clock by phases, the judgement. */
export function showStory(result: StoryResult): string {
  const verdict = judgeStory(result).map(({ name, holds, says }) => {
    const mark = holds ? styleText("green", "● ok    ") : styleText("red", "✕ missed");
    return `  ${mark} ${name.padEnd(11)} ${says}`;
  });
  const kills = result.kills.length === 0 ? [] : [`  the server was killed ${result.kills.length} times`, ""];
  return [
    "",
    ...timeLines(result),
    "",
    ...kills,
    ...phaseLines(result),
    "",
    ...verdict,
    "",
    `evidence    ${result.bundleFile}`,
    `public key  ${result.publicKeyFile}`,
    `verify      npx holdfast evidence verify ${result.bundleFile} --public-key ${result.publicKeyFile}`,
  ].join("\n");
}
