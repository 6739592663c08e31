import type { Actor } from "../model/actor.ts";
import type { Ref } from "../model/ref.ts";
import { type DeclarerTurn, declareFault, declarerTurns } from "./authority.ts";
import { briefingAgenda } from "./briefing-agenda.ts";
import { clocksOf, type IncidentClock } from "./clock-facts.ts";
import { type CalloutView, calloutView } from "./callout/callout-view.ts";
import type { Fact, FactName } from "./facts.ts";
import { factCatalogue } from "./facts.ts";
import { openReminders, type Reminder } from "./reminders.ts";
import type {
  BriefingState,
  DecisionState,
  Declaration,
  DeclarationAsk,
  IncidentState,
  IncidentStatus,
  RoleState,
  UpdateState,
} from "./state.ts";
import { type VendorCaseView, vendorCaseView } from "./vendor/vendor-case.ts";

export type FactView = Fact & { readonly fact: FactName; readonly title: string };

/** An incident as the asking person sees it at `now`. */
export type IncidentView = {
  readonly id: string;
  readonly version: number;
  readonly status: IncidentStatus;
  readonly title: string;
  readonly summary: string;
  readonly mode: "live" | "exercise";
  readonly detectedAt: string;
  readonly openedAt: string;
  readonly openedBy: Actor;
  readonly services: readonly Ref[];
  readonly components: readonly Ref[];
  readonly severity: IncidentState["severity"];
  readonly facts: readonly FactView[];
  readonly signals: readonly (IncidentState["signals"] extends Map<string, infer Signal> ? Signal : never)[];
  readonly failures: IncidentState["failures"];
  readonly roles: readonly RoleState[];
  readonly estimates: IncidentState["estimates"];
  readonly judged: IncidentState["judged"];
  readonly ask:
    | (DeclarationAsk & { readonly turns: readonly DeclarerTurn[]; readonly whyNotYou: string | null })
    | null;
  readonly declaration: Declaration | null;
  readonly declined: IncidentState["declined"];
  readonly runs: IncidentState["runs"];
  readonly decisions: readonly DecisionState[];
  readonly briefings: readonly BriefingState[];
  readonly agenda: readonly string[];
  readonly callouts: readonly CalloutView[];
  readonly vendorCases: readonly VendorCaseView[];
  readonly updates: readonly UpdateState[];
  readonly clocks: readonly IncidentClock[];
  /** What is due next, the earliest first. */
  readonly next: readonly Reminder[];
  readonly standDown: IncidentState["standDown"];
  readonly closed: IncidentState["closed"];
};

/** Due things that a view names. */
const nextMax = 10;

/** The incident for one person; null before it was opened. */
export function incidentView(
  id: string,
  version: number,
  state: IncidentState,
  { actor, now }: { readonly actor: Actor; readonly now: string },
): IncidentView | null {
  const { opening, openedAt, openedBy } = state;
  if (opening === null || openedAt === null || openedBy === null) return null;
  const { title, summary, mode, detectedAt, services, components } = opening;
  return {
    id,
    version,
    status: state.status,
    title,
    summary,
    mode,
    detectedAt,
    openedAt,
    openedBy,
    services,
    components,
    severity: state.severity,
    facts: [...state.facts].map(([fact, stated]) => ({ fact, title: factCatalogue[fact].title, ...stated })),
    signals: [...state.signals.values()],
    failures: state.failures,
    roles: [...state.roles.values()],
    estimates: state.estimates,
    judged: state.judged,
    ask: askView(state, actor, now),
    declaration: state.declaration,
    declined: state.declined,
    runs: state.runs,
    decisions: [...state.decisions.values()],
    briefings: [...state.briefings.values()],
    agenda: briefingAgenda(state, now),
    callouts: [...state.callouts.values()].map(calloutView),
    vendorCases: [...state.vendorCases.values()].map((one) => vendorCaseView(one, now)),
    updates: [...state.updates.values()],
    clocks: clocksOf(state, now),
    next: openReminders(state, now).slice(0, nextMax),
    standDown: state.standDown,
    closed: state.closed,
  };
}

function askView({ ask }: IncidentState, actor: Actor, now: string): IncidentView["ask"] {
  if (ask === null) return null;
  return {
    ...ask,
    turns: declarerTurns(ask.authority, ask.askedAt, now),
    whyNotYou: declareFault(ask.authority, ask.askedAt, { actor, now }),
  };
}
