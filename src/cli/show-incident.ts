import type { Schemas } from "#client/client.ts";
import { actorName } from "#core/model/actor.ts";
import { durationText } from "./duration-text.ts";

type Incident = Schemas["Incident"];

/** An incident in a list. */
export function incidentLine({ id, status, severity, title, openedAt }: Schemas["IncidentSummary"]): string {
  const level = severity === null ? "not classified" : `severity ${severity}`;
  return `${id}  ${status.padEnd(10)}  ${level}  ${openedAt}  ${title}`;
}

/** An incident for a person: what is known, who is there, what is asked, what is due. */
export function incidentText(incident: Incident): string {
  const { id, title, status, severity, mode } = incident;
  const lines = [
    `${id}  ${title}${mode === "exercise" ? "  (EXERCISE)" : ""}`,
    `  ${status}, ${severity === null ? "not classified" : `severity ${severity.severity}, goes to ${severity.escalation}`}`,
    ...(severity?.matched.map(({ because }) => `    since ${because}`) ?? []),
  ];
  if (severity && severity.unknown.length > 0) lines.push(`    not known: ${severity.unknown.join(", ")}`);
  for (const { title: what, value, estimate, by, at } of incident.facts) {
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    lines.push(`  ${what}: ${shown}${estimate ? " (estimate)" : ""}  ${by}, ${at}`);
  }
  for (const { name, because, witnesses } of incident.failures) {
    lines.push(`  failure: ${name}, ${because}`);
    for (const { by, says, detail } of witnesses)
      lines.push(`    ${by} ${says}${detail === "" ? "" : `: ${detail}`}`);
  }
  for (const { role, person, status: answer, how } of incident.roles) {
    lines.push(`  ${role}: ${person}, ${answer}${how === "phone" ? " by phone" : ""}`);
  }
  lines.push(
    ...incident.callouts.flatMap(calloutLines),
    ...declarationLines(incident),
    ...workLines(incident),
  );
  return lines.join("\n");
}

function calloutLines({ callout, status, missing, missedAt, people }: Schemas["Callout"]): readonly string[] {
  const short = missing.map(({ role, need, have }) => `${role} ${have} of ${need}`).join(", ");
  const late = missedAt === null ? "" : `, NOT COMPLETE in its time (${missedAt})`;
  return [
    `  call ${callout}: ${status}${short === "" ? "" : `, missing ${short}`}${late}`,
    ...people
      .filter(({ status: reach }) => reach !== "not-called")
      .map(({ person, role, status: reach, how, calls }) => {
        const answered = how === null ? `called ${calls === 1 ? "once" : `${calls} times`}` : `by ${how}`;
        return `    ${person} as ${role}: ${reach}, ${answered}`;
      }),
  ];
}

function declarationLines({ ask, declaration, judged, estimates, declined }: Incident): readonly string[] {
  const lines: string[] = [];
  const estimate = estimates.at(-1);
  if (estimate)
    lines.push(
      `  repair: ${estimate.readyAt ?? "no time can be given"} (${estimate.by}: ${estimate.reason})`,
    );
  if (judged) lines.push(`  plan: ${judged.plan} ${judged.verdict}, ${judged.runbook}`);
  for (const { by, at, reason } of declined) lines.push(`  not declared: ${actorName(by)}, ${at}: ${reason}`);
  if (ask) {
    lines.push(`  declaration of ${ask.plan}: ${ask.votes.length} of ${ask.authority.quorum} agreed`);
    for (const { who, mayFrom, mayNow } of ask.turns) {
      lines.push(
        `    ${who} ${mayNow ? "may now" : mayFrom === null ? "may not by themselves" : `may from ${mayFrom}`}`,
      );
    }
  }
  if (declaration) {
    const by = declaration.by.map(actorName).join(", ");
    lines.push(`  DECLARED at ${declaration.at} by ${by} (${declaration.basis}): ${declaration.plan}`);
  }
  return lines;
}

function workLines({ clocks, decisions, vendorCases, updates, runs, next }: Incident): readonly string[] {
  const lines: string[] = [];
  for (const { run, runbook } of runs) lines.push(`  run ${run} of ${runbook}`);
  for (const { decision, question, taken, authority } of decisions) {
    lines.push(`  decision ${decision}: ${question} ${taken ? taken.option : `(waits for ${authority})`}`);
  }
  for (const { case: name, vendor, subject, response, dueAt } of vendorCases) {
    lines.push(
      `  vendor case ${name}: ${vendor}, ${subject}: ${response}${dueAt === null ? "" : `, due ${dueAt}`}`,
    );
  }
  for (const { update, audience, status } of updates)
    lines.push(`  update ${update} for ${audience}: ${status}`);
  for (const { packTitle, title, status, dueAt } of clocks) {
    if (status !== "not-started")
      lines.push(`  ${packTitle}, ${title}: ${status}, due ${dueAt ?? "unknown"}`);
  }
  for (const { at, text } of next.slice(0, 3)) lines.push(`  next ${at}: ${text}`);
  return lines;
}

type Desk = {
  readonly plan: string | null;
  readonly tolerance: { readonly seconds: number; readonly of: string } | null;
  readonly failover: { readonly runbook: string; readonly p90: number } | null;
  readonly desk: Schemas["DeclarationDesk"];
};

/** The declaration desk in a few lines: until when one may wait, and whether repair can be believed. */
export function deskText({ plan, tolerance, failover, desk }: Desk): string {
  const { repair, infeasible } = desk;
  const moment =
    desk.secondsToDecide === null
      ? "latest responsible moment: not known"
      : `latest responsible moment: ${desk.latestResponsibleMoment} (${desk.secondsToDecide >= 0 ? `in ${durationText(desk.secondsToDecide)}` : `${durationText(-desk.secondsToDecide)} ago`})${desk.momentIsLatest ? ", or earlier: some steps have no known duration" : ""}`;
  return [
    `plan: ${plan ?? "none covers what the incident is about"}`,
    tolerance === null
      ? "tolerance: none of what is hit has one"
      : `tolerance: ${durationText(tolerance.seconds)} of ${tolerance.of}, ends ${desk.toleranceEndsAt ?? "not known: nobody has stated when impact began"}`,
    failover === null
      ? "failover: no forecast"
      : `failover: ${failover.runbook}, P90 ${durationText(failover.p90)}`,
    moment,
    `repair: ${repair.likelyReadyAt ?? "no time known"}, in time: ${repair.inTime}${repair.ratio > 1 ? ` (stretched ${repair.ratio.toFixed(1)} times by ${repair.record} past estimates)` : ""}`,
    `${infeasible.shown ? "a disaster may be declared" : "not shown that repair is too late"}: ${infeasible.because}`,
  ].join("\n");
}
