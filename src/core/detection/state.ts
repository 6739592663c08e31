import { instant, millisecondsOf } from "../model/instant.ts";
import type { DetectionEvent, ToldFailure } from "./events.ts";
import { acknowledged, neverJudged, type RuleRecord } from "./judge.ts";

/** How a rule stands. */
export type RuleState = RuleRecord & {
  /** Since when enough vantage points saw the failure that it is raised for. */
  readonly failingSince: number | null;
  /** The incident that its failure was put to; null until it was, and anew with each failure. */
  readonly incident: string | null;
  /** The incident that its silence was put to. */
  readonly silenceIncident: string | null;
};

/** Something that an incident has to be told, with the version of the stream it stands at. */
export type Untold = { readonly version: number; readonly incident: string; readonly event: DetectionEvent };

/** Detection as its events tell it. Immutable for everybody but `applyDetectionEvent`, which works on a draft. */
export type DetectionState = {
  version: number;
  rules: Map<string, RuleState>;
  /** By incident that detection has opened or joined: what it was told last of its failures. */
  failures: Map<string, readonly ToldFailure[]>;
  untold: readonly Untold[];
};

/** A rule of which nothing is recorded. */
export const freshRule: RuleState = {
  ...neverJudged,
  failingSince: null,
  incident: null,
  silenceIncident: null,
};

/** The state before the first event. */
export function initialDetectionState(): DetectionState {
  return { version: 0, rules: new Map(), failures: new Map(), untold: [] };
}

/** A draft that can be changed without touching `state`. */
export function draftOfDetection(state: DetectionState): DetectionState {
  return { ...state, rules: new Map(state.rules), failures: new Map(state.failures) };
}

/** How a rule that an alert or a monitor gave stands. */
export function ruleState({ rules }: DetectionState, key: string): RuleState {
  return rules.get(key) ?? freshRule;
}

/** The name under which one failure of a rule is told to an incident: the same however often. */
export const failureId = (rule: string, raisedAt: number): string => `${rule} ${instant(raisedAt)}`;

/** Applies an event that was recorded at `at` to a draft. */
export function applyDetectionEvent(state: DetectionState, event: DetectionEvent, at: string): void {
  state.version += 1;
  switch (event.type) {
    case "RuleRaised":
    case "RuleCleared":
    case "RuleFlapping":
    case "RuleSilent":
    case "RuleHeard":
      return applyTransition(state, event);
    case "FlappingAcknowledged": {
      const rule = ruleState(state, event.data.rule);
      state.rules.set(event.data.rule, { ...rule, ...acknowledged(rule, millisecondsOf(at)) });
      return;
    }
    case "IncidentStarted":
    case "IncidentJoined": {
      const { incident, rules, failures } = event.data;
      for (const { rule, id } of rules) {
        const before = ruleState(state, rule);
        const link = id.endsWith(silenceMark) ? { silenceIncident: incident } : { incident };
        state.rules.set(rule, { ...before, ...link });
      }
      state.failures.set(incident, failures);
      return tell(state, incident, event);
    }
    case "AgentAdmitted":
    case "AgentRevoked":
      return;
    case "IncidentsTold": {
      const { upTo } = event.data;
      state.untold = state.untold.filter(({ version }) => version > upTo);
      return;
    }
    default:
      return event satisfies never;
  }
}

/** Ends the id of a rule that is told for its silence, not for what it saw. */
export const silenceMark = " silent";

type TransitionEvent = Extract<
  DetectionEvent,
  { readonly type: "RuleRaised" | "RuleCleared" | "RuleFlapping" | "RuleSilent" | "RuleHeard" }
>;

function applyTransition(state: DetectionState, event: TransitionEvent): void {
  const { rule: key } = event.data;
  const at = millisecondsOf(event.data.at);
  const since = millisecondsOf(event.data.since);
  const before = ruleState(state, key);
  const put = (changed: Partial<RuleState>) => state.rules.set(key, { ...before, ...changed, lastAt: at });
  switch (event.type) {
    case "RuleRaised":
      put({
        raisedAt: at,
        raises: [...before.raises, at].slice(-raisesMax),
        failingSince: since,
        incident: null,
      });
      return;
    case "RuleCleared":
      put({ raisedAt: null, failingSince: null });
      if (before.incident !== null) tell(state, before.incident, event);
      return;
    case "RuleFlapping":
      put({ flappingSince: at });
      if (before.incident !== null) tell(state, before.incident, event);
      return;
    case "RuleSilent":
      put({ silentSince: since, silenceIncident: null });
      return;
    case "RuleHeard":
      put({ silentSince: null });
      if (before.silenceIncident !== null) tell(state, before.silenceIncident, event);
      return;
    default:
      event satisfies never;
  }
}

/** Failures that are remembered for flapping; no rule asks for more. */
const raisesMax = 100;

function tell(state: DetectionState, incident: string, event: DetectionEvent): void {
  state.untold = [...state.untold, { version: state.version, incident, event }];
}
