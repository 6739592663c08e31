import { declarerTurns } from "./authority.ts";
import { clocksOf } from "./clock-facts.ts";
import type { ReminderKind } from "./events.ts";
import { remindersOf } from "./regulation/clock.ts";
import { type IncidentState, reminderKey } from "./state.ts";
import { responseDue } from "./vendor/vendor-case.ts";

/** Something that somebody is to be told at a moment. */
export type Reminder = {
  readonly kind: ReminderKind;
  /** Names it among its kind; the same is told once. */
  readonly about: string;
  readonly text: string;
  /** When it is to be told. */
  readonly at: string;
  /** When the thing itself is due; null where it has no end. */
  readonly dueAt: string | null;
};

/** Every reminder of the incident that has not been given, the earliest first, as far as can be foreseen now. */
export function openReminders(state: IncidentState, now: string): readonly Reminder[] {
  if (state.status === "none") return [];
  const isOver = state.status === "closed";
  const all = [
    ...clockReminders(state, now),
    ...(isOver ? [] : [...authorityReminders(state, now), ...workReminders(state)]),
  ];
  return all
    .filter(({ kind, about }) => !state.reminded.has(reminderKey(kind, about)))
    .sort((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)));
}

/** Clocks of the law run on after an incident is closed: final reports are due weeks later. */
function clockReminders(state: IncidentState, now: string): readonly Reminder[] {
  return clocksOf(state, now)
    .filter(({ status }) => status === "running" || status === "overdue")
    .flatMap((clock) => {
      const { rule, title, packTitle, dueAt } = clock;
      if (dueAt === null) return [];
      const shares = remindersOf(clock).map(({ share, at }) => ({
        at,
        // A start that moves makes another clock, which reminds anew.
        about: `${rule} ${dueAt} ${share * 100}%`,
        text: `${packTitle}: ${title} is due at ${dueAt}; ${share * 100} % of the time is used.`,
      }));
      const end = { at: dueAt, about: `${rule} ${dueAt} due`, text: `${packTitle}: ${title} is due now.` };
      return [...shares, end].map((each): Reminder => ({ kind: "clock", dueAt, ...each }));
    });
}

function authorityReminders({ ask }: IncidentState, now: string): readonly Reminder[] {
  if (ask === null) return [];
  return declarerTurns(ask.authority, ask.askedAt, now).flatMap(({ who, mayFrom }): readonly Reminder[] =>
    mayFrom === null
      ? []
      : [
          {
            kind: "authority",
            about: `${who} ${ask.askedAt}`,
            text: `${who} may declare from now on (${ask.plan}).`,
            at: mayFrom,
            dueAt: null,
          },
        ],
  );
}

function workReminders(state: IncidentState): readonly Reminder[] {
  const found: Reminder[] = [];
  for (const { briefing, startsAt: at, held } of state.briefings.values()) {
    if (held === null)
      found.push({ kind: "briefing", about: briefing, text: "The briefing begins.", at, dueAt: at });
  }
  for (const { decision, question, until, taken } of state.decisions.values()) {
    if (taken === null && until !== null) {
      found.push({
        kind: "decision",
        about: decision,
        text: `Not decided yet: ${question}`,
        at: until,
        dueAt: until,
      });
    }
  }
  for (const one of state.vendorCases.values()) {
    const due = responseDue(one);
    if (due !== null && one.answers.length === 0) {
      const text = `${one.vendor} has not answered in the time of its contract.`;
      found.push({ kind: "vendor", about: `${one.case} response`, text, at: due, dueAt: due });
    }
    const promised = one.answers.at(-1)?.promisedAt ?? null;
    if (promised !== null) {
      const text = `${one.vendor} promised this for now: ${one.subject}`;
      found.push({ kind: "vendor", about: `${one.case} ${promised}`, text, at: promised, dueAt: promised });
    }
  }
  return found;
}
