import type { Schemas } from "#client/client.ts";

type RunView = Schemas["RunView"];
type StepView = Schemas["StepView"];

/** A symbol and a word for each status: never colour alone. */
const symbols: { readonly [status in StepView["status"]]: string } = {
  pending: "·",
  "awaiting-approval": "◆",
  "awaiting-person": "◆",
  "awaiting-decision": "◆",
  waiting: "◐",
  dispatched: "◐",
  running: "◐",
  failed: "✕",
  unknown: "✕",
  succeeded: "●",
  skipped: "◈",
  "done-by-hand": "◈",
  "not-needed": "○",
  cancelled: "○",
  undone: "◈",
  "undo-failed": "✕",
};

/** Seconds as people read them: 1.5 s, 2 min 05 s, 1 h 05 min. */
export function secondsText(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds * 10) / 10} s`;
  const whole = Math.floor(seconds);
  const pad = (number: number) => String(number).padStart(2, "0");
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} min`;
}

/** Elapsed against the objective, in one line. */
function clockLine({ clock }: RunView): string {
  if (clock.totalSeconds === null) return "clock  no impact recorded";
  const rto = clock.rtoSeconds === null ? "no RTO" : `RTO ${secondsText(clock.rtoSeconds)}`;
  const phases = clock.phases
    .filter(({ seconds }) => seconds > 0)
    .map(({ phase, seconds }) => `${phase} ${secondsText(seconds)}`)
    .join(", ");
  return `clock  ${secondsText(clock.totalSeconds)} of ${rto}, ${clock.verdict}${phases === "" ? "" : ` (${phases})`}`;
}

/** Who coordinates it, where that is no longer whoever started it, and whom the lead is offered to. */
function leadLines({ lead, leadOffer, startedBy }: RunView): readonly string[] {
  const name = (actor: RunView["lead"]) =>
    actor === null ? "nobody" : actor.type === "person" ? actor.ref : actor.node;
  const led = name(lead) === name(startedBy) ? [] : [`lead   ${name(lead)}`];
  return leadOffer === null ? led : [...led, `lead   offered to ${leadOffer.to}: ${leadOffer.reason}`];
}

function stepLine(step: StepView, idWidth: number): string {
  const duration = step.durationSeconds === null ? "" : `  ${secondsText(step.durationSeconds)}`;
  const slow = step.slow ? "  slow" : "";
  const option = step.option === null ? "" : `  chose ${step.option}`;
  const message = step.message === null ? "" : `\n      ${step.message}`;
  return `  ${symbols[step.status]} ${step.id.padEnd(idWidth)}  ${step.status}${option}${duration}${slow}${message}`;
}

/** A run as text: what it is, how it stands, who must act next, and its steps. */
export function runText(run: RunView): string {
  const idWidth = Math.max(0, ...run.steps.map(({ id }) => id.length));
  const waiting = run.attention.map(({ step, who, what }) => `next   ${who}: ${step}: ${what}`);
  const result = run.result === null ? "" : `, ${run.result}`;
  return [
    `${run.title}  (${run.runbook}, run ${run.id})`,
    `state  ${run.mode} ${run.status}${result}`,
    `why    ${run.reason}`,
    ...(run.estate === null ? [] : [`estate publication ${run.estate.number}`]),
    clockLine(run),
    ...leadLines(run),
    ...waiting,
    "",
    ...run.steps.map((step) => stepLine(step, idWidth)),
  ].join("\n");
}

/** Runs as a table. */
export function runListText(runs: readonly Schemas["RunSummary"][]): string {
  if (runs.length === 0) return "no runs";
  const rows = runs.map((run) => [
    run.id,
    run.runbook,
    run.mode,
    run.result ?? run.status,
    run.startedAt,
    run.attention === null ? "" : `${run.attention.who} must ${run.attention.kind} ${run.attention.step}`,
  ]);
  const all = [["run", "runbook", "mode", "state", "started", "next"], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Whether a run came to a good end: carried out, and within its objective where it has one. */
export function isGoodEnd(run: RunView): boolean {
  const isDone =
    run.result === "succeeded" || run.result === "succeeded-with-exceptions" || run.result === "undone";
  return isDone && run.clock.verdict !== "missed";
}
