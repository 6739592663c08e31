import type { LogEntry, StoryResult } from "./story.ts";
import { phaseLines, verdictLines } from "../drill/show-drill.ts";
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
  const { kills, run } = result;
  const killed = kills.length === 0 ? [] : [`  the server was killed ${kills.length} times`, ""];
  const verdict = verdictLines(judgeStory(result), result);
  return ["", ...timeLines(result), "", ...killed, ...phaseLines(run.clock), "", ...verdict].join("\n");
}
