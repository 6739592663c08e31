import { isDecidedAtOnce } from "#core/detection/rule.ts";
import { judge, type Transition } from "#core/detection/judge.ts";
import type { DetectionOrder, DetectionRefusal } from "#core/detection/decide.ts";
import { type DetectionState, ruleState, type Untold } from "#core/detection/state.ts";
import type { IncidentOrder } from "#core/incident/commands.ts";
import type { Actor } from "#core/model/actor.ts";
import { millisecondsOf } from "#core/model/instant.ts";
import type { Ref } from "#core/model/ref.ts";
import { createDetectionHandler, type DetectionHandler, detectionId } from "./detection-handler.ts";
import {
  type DetectionLimits,
  type DetectionPorts,
  type ReceivedSignal,
  usualDetectionLimits,
} from "./detection-ports.ts";
import { incidentOrders, servicesOrder } from "./incident-orders.ts";
import { createObserved, forgottenBefore, type Observed } from "./observed.ts";
import { placeFailures } from "./place-failures.ts";
import type { RuleStanding } from "./rule-standing.ts";

/** One node of detection. Any number may judge the same observations: what they decide is decided once. */
export type Detection = {
  /** Every rule as this node saw it last. */
  standings(): readonly RuleStanding[];
  /** Alerts that fire and that no rule takes. */
  unmapped(): readonly ReceivedSignal[];
  /** Whether an alert with these labels is a sign of life for some monitors, and for which. */
  heartbeatsFor(labels: { readonly [name: string]: string }): readonly Ref[];
  /** Something has come in: the next round begins at once. */
  wake(): void;
  /** When the last round ended; null before the first. */
  lastRoundAt(): string | null;
  acknowledge(rule: string, reason: string, given: Given): Promise<DetectionRefusal | null>;
  /** Puts on record who let an agent in, or shut it out. */
  noteAgent(agent: string, what: "admitted" | "revoked", given: Given): Promise<void>;
  stop(): Promise<void>;
};

type Given = { readonly actor: Actor; readonly commandId: string; readonly mayBeRepeated: boolean };

const giveUpSeconds = 5;
/** Failures that stand are held against the witnesses anew so often. */
const placeEverySeconds = 10;
/** Of alerts that come in at nearly the same moment most are seen in one round. */
const restSecondsMin = 0.05;
const forgetEverySeconds = 3600;

/** Judges what is seen, round by round, opens incidents for what crosses its threshold, and tells them what follows. */
export function startDetection(
  ports: DetectionPorts,
  limits: DetectionLimits = usualDetectionLimits,
): Detection {
  const { clock, node, onError } = ports;
  const handler = createDetectionHandler(ports);
  const observed = createObserved(ports);
  const stopping = new AbortController();
  let pause = new AbortController();
  let isWoken = false;
  const actor: Actor = { type: "system", node };
  const listeningSince = millisecondsOf(clock.now());
  const began = clock.now();
  let standings: ReadonlyMap<string, RuleStanding> = new Map();
  let commands = 0;
  let lastRoundAt: string | null = null;
  let placedAt = Number.NEGATIVE_INFINITY;
  let forgotAt = Number.NEGATIVE_INFINITY;

  const give = async (order: DetectionOrder): Promise<DetectionState> => {
    commands += 1;
    const commandId = `detection:${node}:${began}:${commands}`;
    const result = await handler.handle(
      detectionId,
      { ...order, actor, at: clock.now() },
      { commandId, giveUpSeconds },
    );
    if (result.status === "job-lost") throw new Error("a round of detection completes no job");
    return result.state;
  };

  async function round(): Promise<void> {
    const latest = millisecondsOf(clock.now());
    const now = latest - limits.settleSeconds * 1000;
    const news = await observed.take(now);
    let { state } = await handler.read(detectionId);
    const judged = judgeRules(observed, { state, standings, news, listeningSince, now, latest });
    standings = judged.standings;
    if (judged.transitions.length > 0) {
      state = await give({ type: "RecordTransitions", transitions: judged.transitions });
      standings = withState(standings, state);
    }
    if (judged.transitions.length > 0 || now - placedAt >= placeEverySeconds * 1000) {
      placedAt = now;
      state = await place(state);
    }
    await tellIncidents(state, ports, give);
    if (now - forgotAt >= forgetEverySeconds * 1000) {
      forgotAt = now;
      await ports.observations.forget(forgottenBefore(clock.now(), limits.keepDays));
    }
    lastRoundAt = clock.now();
  }

  async function place(state: DetectionState): Promise<DetectionState> {
    const all = [...standings.values()];
    if (all.every((one) => one.state.raisedAt === null && one.state.silentSince === null)) return state;
    const groups = placeFailures(observed.estate(), observed.map(), all);
    return give({ type: "PlaceFailures", groups, open: await openIncidents(ports) });
  }

  /** Until the next round is due or something comes in; in a flood, no less than a round takes, so that half the time is left. */
  async function rest(roundTookSeconds: number): Promise<void> {
    const shortest = Math.min(limits.roundSeconds, Math.max(restSecondsMin, roundTookSeconds));
    if (isWoken) await clock.sleep(shortest, stopping.signal);
    else await clock.sleep(limits.roundSeconds, pause.signal);
    isWoken = false;
    pause = new AbortController();
  }

  let trouble = "";
  const rounds = (async () => {
    while (!stopping.signal.aborted) {
      const startedSeconds = clock.monotonicSeconds();
      // A database that is away is told once, not each second.
      const failed = await round().then(
        () => "",
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      );
      if (failed !== "" && failed !== trouble) onError(failed);
      trouble = failed;
      await rest(clock.monotonicSeconds() - startedSeconds);
    }
  })();
  const endPause = () => {
    isWoken = true;
    pause.abort();
  };

  return {
    standings: () => [...standings.values()],
    unmapped: () => [...observed.unmapped.values()],
    heartbeatsFor: (labels) =>
      observed
        .book()
        .heartbeatsFor(labels)
        .map(({ monitor }) => monitor),
    lastRoundAt: () => lastRoundAt,
    wake: endPause,
    acknowledge: (rule, reason, given) =>
      byPerson(handler, clock.now(), { type: "AcknowledgeFlapping", rule, reason }, given),
    noteAgent: async (agent, what, given) => {
      await byPerson(handler, clock.now(), { type: "NoteAgent", agent, what }, given);
    },
    async stop() {
      stopping.abort();
      endPause();
      await rounds;
    },
  };
}

type Round = {
  readonly state: DetectionState;
  readonly standings: ReadonlyMap<string, RuleStanding>;
  readonly news: ReadonlySet<string>;
  readonly listeningSince: number;
  /** Up to here rules are judged that wait for looks on their way. */
  readonly now: number;
  /** Up to here those that one alert decides. */
  readonly latest: number;
};

/** Judges the rules about which there is news, and those to which time alone brings some. */
function judgeRules(observed: Observed, { state, standings, news, listeningSince, now, latest }: Round) {
  const next = new Map<string, RuleStanding>();
  const transitions: {
    readonly rule: string;
    readonly transition: Transition;
    readonly points: RuleStanding["judgement"]["points"];
  }[] = [];
  for (const rule of observed.rules()) {
    const own = ruleState(state, rule.key);
    const before = standings.get(rule.key);
    const until = isDecidedAtOnce(rule) ? latest : now;
    const isSame =
      before !== undefined &&
      before.rule === rule &&
      before.state === own &&
      !news.has(rule.key) &&
      (before.judgement.nextAt === null || before.judgement.nextAt > until);
    if (isSame) {
      next.set(rule.key, before);
      continue;
    }
    const judgement = judge(rule, own, observed.of(rule.key), { since: listeningSince, until });
    next.set(rule.key, { rule, state: own, judgement });
    for (const transition of judgement.transitions) {
      transitions.push({ rule: rule.key, transition, points: judgement.points });
    }
  }
  return { standings: next, transitions };
}

function withState(
  standings: ReadonlyMap<string, RuleStanding>,
  state: DetectionState,
): ReadonlyMap<string, RuleStanding> {
  return new Map([...standings].map(([key, one]) => [key, { ...one, state: ruleState(state, key) }]));
}

async function openIncidents({ openIncidents: list, incidents }: DetectionPorts) {
  const open: { readonly incident: string; readonly refs: readonly Ref[] }[] = [];
  for (const incident of await list()) {
    const { state } = await incidents.read(incident);
    if (state.opening === null || state.opening.mode !== "live") continue;
    const named = state.failures.flatMap(({ component }) => (component === null ? [] : [component]));
    open.push({ incident, refs: [...state.opening.services, ...state.opening.components, ...named] });
  }
  return open;
}

/**
 * Tells incidents what was decided, each thing under an id of its own: who was killed in the middle tells it again, and
 * nothing is in the log twice. What an incident refuses (people have closed it) it has been told all the same.
 */
async function tellIncidents(
  state: DetectionState,
  { incidents, clock, node, followUp }: DetectionPorts,
  give: (order: DetectionOrder) => Promise<DetectionState>,
): Promise<void> {
  for (const untold of state.untold) {
    const tell = (order: IncidentOrder, part: string | number) =>
      incidents.handle(
        untold.incident,
        { ...order, actor: { type: "system", node }, at: clock.now() },
        { commandId: `detection:${untold.version}:${part}`, mayBeRepeated: true, giveUpSeconds },
      );
    for (const [at, order] of incidentOrders(untold).entries()) await tell(order, at);
    if (!startsOrJoins(untold)) continue;
    const services = servicesOrder(untold, (await incidents.read(untold.incident)).state);
    if (services !== null) await tell(services, "services");
    const next = followUp((await incidents.read(untold.incident)).state);
    if (next !== null) await tell(next, "follow-up");
  }
  const last = state.untold.at(-1);
  if (last !== undefined) await give({ type: "NoteTold", upTo: last.version });
}

const startsOrJoins = ({ event }: Untold) =>
  event.type === "IncidentStarted" || event.type === "IncidentJoined";

async function byPerson(
  handler: DetectionHandler,
  at: string,
  order: DetectionOrder,
  { actor, ...options }: Given,
): Promise<DetectionRefusal | null> {
  const result = await handler.handle(detectionId, { ...order, actor, at }, { ...options, giveUpSeconds });
  return result.status === "refused" ? result.refusal : null;
}
