import { secondsBetween } from "../model/instant.ts";
import { clocksOf } from "./clock-facts.ts";
import type { IncidentState } from "./state.ts";

/** What a situation briefing goes through, made from the state so that nobody has to write it at night. */
export function briefingAgenda(state: IncidentState, now: string): readonly string[] {
  const { severity, failures, roles, ask, decisions, vendorCases, updates } = state;
  const items: string[] = [];
  const last = failures.at(-1);
  items.push(
    `Situation: ${severity === null ? "severity not classified" : `severity ${severity.severity}`}${last ? `, ${last.name}` : ", no failure named"}`,
  );
  if (severity !== null && severity.unknown.length > 0) {
    items.push(`Not known yet: ${severity.unknown.join(", ")}`);
  }
  const unanswered = [...roles.values()].filter(({ status }) => status !== "confirmed");
  if (unanswered.length > 0) {
    items.push(`Roles without somebody who is there: ${unanswered.map(({ role }) => role).join(", ")}`);
  }
  const estimate = state.estimates.at(-1);
  if (state.status === "open") {
    items.push(
      `Repair: ${estimate === undefined ? "nobody has given a time" : (estimate.readyAt ?? "no time can be given")}`,
    );
  }
  if (ask !== null)
    items.push(`Declaration of ${ask.plan}: ${ask.votes.length} of ${ask.authority.quorum} agreed`);
  for (const { question, taken } of decisions.values()) {
    if (taken === null) items.push(`To decide: ${question}`);
  }
  for (const { vendor, subject, answers } of vendorCases.values()) {
    const answer = answers.at(-1);
    if (answer?.what !== "resolved") items.push(`${vendor}, ${subject}: ${answer?.what ?? "no answer yet"}`);
  }
  for (const clock of clocksOf(state, now)) {
    if (clock.dueAt === null || clock.submittedAt !== null) continue;
    const hours = secondsBetween(now, clock.dueAt) / 3600;
    const left = hours < 0 ? `overdue by ${(-hours).toFixed(1)} h` : `due in ${hours.toFixed(1)} h`;
    items.push(`${clock.packTitle}, ${clock.title}: ${left}`);
  }
  const drafts = [...updates.values()].filter(({ status }) => status === "draft");
  if (drafts.length > 0)
    items.push(`Updates that wait for approval: ${drafts.map(({ audience }) => audience).join(", ")}`);
  items.push("Next briefing");
  return items;
}
