import type { Actor } from "../model/actor.ts";
import { instant } from "../model/instant.ts";
import type { Ref } from "../model/ref.ts";
import type { DetectionEvent, ToldFailure, ToldOrigin, ToldRule } from "./events.ts";
import type { Point, Transition } from "./judge.ts";
import {
  applyDetectionEvent,
  type DetectionState,
  draftOfDetection,
  failureId,
  ruleState,
  silenceMark,
} from "./state.ts";

/** A rule whose failure or silence belongs to a group. */
export type PlacedRule = {
  readonly rule: string;
  readonly title: string;
  readonly about: Ref | null;
  readonly kind: "failure" | "silence";
};

/** Failures that belong together, as an incident would be opened for them. */
export type PlacedGroup = {
  readonly rules: readonly PlacedRule[];
  /** Everything that the group is about: an open incident about one of them is joined. */
  readonly refs: readonly Ref[];
  readonly title: string;
  readonly summary: string;
  readonly services: readonly Ref[];
  readonly components: readonly Ref[];
  readonly regulations: readonly string[];
  readonly failures: readonly ToldFailure[];
  readonly origins: readonly ToldOrigin[];
};

export type DetectionOrder =
  | {
      readonly type: "RecordTransitions";
      readonly transitions: readonly {
        readonly rule: string;
        readonly transition: Transition;
        readonly points: readonly Point[];
      }[];
    }
  | {
      readonly type: "PlaceFailures";
      readonly groups: readonly PlacedGroup[];
      /** Incidents that are not closed, with what they are about. */
      readonly open: readonly { readonly incident: string; readonly refs: readonly Ref[] }[];
    }
  | { readonly type: "AcknowledgeFlapping"; readonly rule: string; readonly reason: string }
  | { readonly type: "NoteTold"; readonly upTo: number }
  | { readonly type: "NoteAgent"; readonly agent: string; readonly what: "admitted" | "revoked" };

export type DetectionCommand = DetectionOrder & { readonly actor: Actor; readonly at: string };

/** Why a person may not do it now. */
export type DetectionRefusal = {
  readonly code: "rule-not-flapping" | "reason-missing";
  readonly message: string;
};

export type DetectionDecision =
  | {
      readonly status: "accepted";
      readonly events: readonly DetectionEvent[];
      readonly state: DetectionState;
    }
  | { readonly status: "refused"; readonly refusal: DetectionRefusal };

type Draft = {
  readonly state: DetectionState;
  readonly emit: (event: DetectionEvent) => void;
};

/** Decides what a command changes. Several servers judge the same observations: what is recorded already is no news. */
export function decideDetection(command: DetectionCommand, before: DetectionState): DetectionDecision {
  const state = draftOfDetection(before);
  const events: DetectionEvent[] = [];
  const emit = (event: DetectionEvent) => {
    events.push(event);
    applyDetectionEvent(state, event, command.at);
  };
  const draft: Draft = { state, emit };
  const refusal = dispatch(draft, command);
  return refusal === null ? { status: "accepted", events, state } : { status: "refused", refusal };
}

function dispatch(draft: Draft, command: DetectionCommand): DetectionRefusal | null {
  switch (command.type) {
    case "RecordTransitions":
      for (const { rule, transition, points } of command.transitions) {
        recordTransition(draft, rule, transition, points);
      }
      return null;
    case "PlaceFailures":
      for (const group of command.groups) placeGroup(draft, group, command.open);
      return null;
    case "AcknowledgeFlapping": {
      const { rule, reason } = command;
      if (reason.trim() === "") {
        return { code: "reason-missing", message: "Say what makes it flap, or that it is looked into." };
      }
      if (ruleState(draft.state, rule).flappingSince === null) {
        return { code: "rule-not-flapping", message: `${rule} does not flap now.` };
      }
      draft.emit({ type: "FlappingAcknowledged", data: { rule, reason } });
      return null;
    }
    case "NoteTold":
      if (draft.state.untold.some(({ version }) => version <= command.upTo)) {
        draft.emit({ type: "IncidentsTold", data: { upTo: command.upTo } });
      }
      return null;
    case "NoteAgent": {
      const { agent, what } = command;
      draft.emit({ type: what === "admitted" ? "AgentAdmitted" : "AgentRevoked", data: { agent } });
      return null;
    }
    default:
      return command satisfies never;
  }
}

const pointsMax = 50;

function recordTransition(draft: Draft, rule: string, given: Transition, points: readonly Point[]): void {
  const known = ruleState(draft.state, rule);
  const times = { at: instant(given.at), since: instant(given.since) };
  if (given.at < known.lastAt) return;
  switch (given.type) {
    case "raised": {
      if (known.raisedAt !== null) return;
      const said = points.slice(0, pointsMax).map(({ vantage, says, detail }) => ({ vantage, says, detail }));
      return draft.emit({ type: "RuleRaised", data: { rule, ...times, points: said } });
    }
    case "cleared":
      if (known.raisedAt !== null) draft.emit({ type: "RuleCleared", data: { rule, ...times } });
      return;
    case "flapping":
      if (known.flappingSince === null) draft.emit({ type: "RuleFlapping", data: { rule, ...times } });
      return;
    case "silent":
      if (known.silentSince === null) draft.emit({ type: "RuleSilent", data: { rule, ...times } });
      return;
    case "heard":
      if (known.silentSince !== null) draft.emit({ type: "RuleHeard", data: { rule, ...times } });
      return;
    default:
      given.type satisfies never;
  }
}

/**
 * Puts a group to the incident that one of its rules belongs to, else to an open one about one of the same things, else
 * to a new one. A failure whose incident people have closed stays with it: it is no news until it is over and comes again.
 */
function placeGroup(
  draft: Draft,
  group: PlacedGroup,
  open: readonly { readonly incident: string; readonly refs: readonly Ref[] }[],
): void {
  const { state } = draft;
  const linkOf = ({ rule, kind }: PlacedRule) => {
    const { incident, silenceIncident } = ruleState(state, rule);
    return kind === "silence" ? silenceIncident : incident;
  };
  const standing = group.rules.filter(({ rule, kind }) => {
    const { raisedAt, silentSince } = ruleState(state, rule);
    return (kind === "silence" ? silentSince : raisedAt) !== null;
  });
  const news = standing.filter((one) => linkOf(one) === null).map((one) => toldRule(state, one));
  const links = new Set(standing.map(linkOf));
  const about = new Set(group.refs);
  const joined =
    open.find(({ incident }) => links.has(incident)) ??
    open.find(({ refs }) => refs.some((ref) => about.has(ref)));
  const { failures, origins } = group;
  if (joined !== undefined) {
    if (news.length === 0 && !hasChanged(state.failures.get(joined.incident), failures)) return;
    // Of an incident that people opened nothing is told before a failure of ours belongs to it.
    if (news.length === 0 && !links.has(joined.incident)) return;
    draft.emit({
      type: "IncidentJoined",
      data: { incident: joined.incident, rules: news, failures, origins, services: group.services },
    });
    return;
  }
  const [first] = news.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  if (first === undefined) return;
  const began = standing
    .filter(({ kind }) => kind === "failure")
    .map(({ rule }) => ruleState(state, rule))
    .map(({ failingSince, lastAt }) => failingSince ?? lastAt);
  draft.emit({
    type: "IncidentStarted",
    data: {
      incident: incidentIdOf(first),
      title: group.title,
      summary: group.summary,
      detectedAt: first.at,
      impactBeganAt: began.length === 0 ? null : instant(Math.min(...began)),
      services: group.services,
      components: group.components,
      regulations: group.regulations,
      rules: news,
      failures,
      origins,
    },
  });
}

function toldRule(state: DetectionState, { rule, title, about, kind }: PlacedRule): ToldRule {
  const { raisedAt, silentSince } = ruleState(state, rule);
  if (kind === "silence") {
    const since = silentSince ?? 0;
    return { rule, id: `${failureId(rule, since)}${silenceMark}`, at: instant(since), title, about };
  }
  return { rule, id: failureId(rule, raisedAt ?? 0), at: instant(raisedAt ?? 0), title, about };
}

/** The same for the same failure, whoever asks, so that it is opened once. */
function incidentIdOf({ id }: ToldRule): string {
  const words = id.replace(/^monitor:/, "").replaceAll(/[^A-Za-z0-9]+/g, "-");
  return words.length <= 90 ? words : `${words.slice(0, 60)}${words.slice(-30)}`;
}

/** Whether something is to be told anew: another name, or another witness who contradicts. Who falls silent for a moment is no news. */
function hasChanged(before: readonly ToldFailure[] | undefined, now: readonly ToldFailure[]): boolean {
  const gist = (failures: readonly ToldFailure[]) =>
    JSON.stringify(
      failures.map(({ name, component, witnesses }) => [
        name,
        component,
        witnesses
          .filter(({ says }) => says === "contradicts")
          .map(({ by }) => by)
          .toSorted(),
      ]),
    );
  return now.length > 0 && gist(before ?? []) !== gist(now);
}
