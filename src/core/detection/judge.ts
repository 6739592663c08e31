import type { Observation, Saying } from "./observation.ts";
import type { DetectionRule } from "./rule.ts";

/** How a rule stood when something about it was last recorded. Instants are milliseconds since 1970. */
export type RuleRecord = {
  readonly raisedAt: number | null;
  /** When it was raised lately, for flapping. */
  readonly raises: readonly number[];
  readonly flappingSince: number | null;
  readonly silentSince: number | null;
  /** Of the newest transition that was recorded: nothing before it is judged again. */
  readonly lastAt: number;
};

/** A rule of which nothing was recorded yet. */
export const neverJudged: RuleRecord = {
  raisedAt: null,
  raises: [],
  flappingSince: null,
  silentSince: null,
  lastAt: Number.NEGATIVE_INFINITY,
};

/** What happened to a rule, and when. `since` is when what led to it began: of a failure, when the first witness saw it. */
export type Transition = {
  readonly type: "raised" | "cleared" | "flapping" | "silent" | "heard";
  readonly at: number;
  readonly since: number;
};

/** What a vantage point said last. `unknown` when that is too long ago. */
export type Point = {
  readonly vantage: string;
  readonly says: Saying;
  readonly since: number;
  readonly seenAt: number;
  readonly detail: string;
};

export type Judgement = {
  readonly record: RuleRecord;
  readonly transitions: readonly Transition[];
  readonly points: readonly Point[];
  /** Since when enough vantage points see it fail, without a break; null while they do not. */
  readonly failingSince: number | null;
  /** Since when too few are heard to tell; null while enough are. */
  readonly unheardSince: number | null;
  /** When time alone will change something next; null when only an observation can. */
  readonly nextAt: number | null;
};

export type Listening = {
  /** From when on we have listened: silence counts from there, for our own deafness is not theirs. */
  readonly since: number;
  readonly until: number;
};

type Watch = {
  readonly rule: DetectionRule;
  readonly points: Map<string, Point>;
  readonly transitions: Transition[];
  /** How many vantage points say what. */
  readonly counts: { [saying in Saying]: number };
  readonly listeningSince: number;
  record: RuleRecord;
  now: number;
  failingSince: number | null;
  healthySince: number | null;
  unheardSince: number | null;
};

/**
 * Judges a rule over what was seen, in the order of time. The same observations give the same transitions at the same
 * instants, however often and in whatever pieces it is asked: live detection and replay are this one function.
 * Raised when `quorum` vantage points see it fail for `raiseSeconds` without a break; over when so many see it well and
 * fewer see it fail for `clearSeconds`. An unknown vantage point counts for neither.
 */
export function judge(
  rule: DetectionRule,
  before: RuleRecord,
  observations: readonly Observation[],
  { since, until }: Listening,
): Judgement {
  const watch: Watch = {
    rule,
    points: new Map(),
    transitions: [],
    counts: { failing: 0, healthy: 0, unknown: 0 },
    listeningSince: since,
    record: before,
    now: since,
    failingSince: null,
    healthySince: null,
    unheardSince: since,
  };
  const ordered = observations
    .filter(({ vantage, at }) => at <= until && (rule.from.length === 0 || rule.from.includes(vantage)))
    .toSorted((one, other) => one.at - other.at);
  watch.now = Math.min(since, ordered[0]?.at ?? since);
  for (const observation of ordered) {
    passTime(watch, observation.at, false);
    take(watch, observation, since);
  }
  passTime(watch, until, true);
  return {
    record: watch.record,
    transitions: watch.transitions,
    points: [...watch.points.values()],
    failingSince: watch.failingSince,
    unheardSince: watch.unheardSince,
    nextAt: nextDeadline(watch)?.at ?? null,
  };
}

function take(watch: Watch, { vantage, at, says, detail }: Observation, listeningSince: number): void {
  const before = watch.points.get(vantage);
  const since = before?.says === says ? before.since : at;
  put(watch, { vantage, says, since, seenAt: at, detail }, Math.max(at, listeningSince));
}

/** Takes the word of a vantage point and brings the conditions up to date. */
function put(watch: Watch, point: Point, unheardFrom: number): void {
  const { rule, points, counts, now } = watch;
  const before = points.get(point.vantage);
  if (before !== undefined) counts[before.says] -= 1;
  counts[point.says] += 1;
  points.set(point.vantage, point);
  const { failing, healthy } = counts;
  const fails = failing >= rule.quorum;
  watch.failingSince = fails ? (watch.failingSince ?? now) : null;
  watch.healthySince = !fails && healthy >= rule.quorum ? (watch.healthySince ?? now) : null;
  watch.unheardSince = failing + healthy >= rule.quorum ? null : (watch.unheardSince ?? unheardFrom);
  if (watch.unheardSince === null && watch.record.silentSince !== null && now >= watch.record.lastAt) {
    change(watch, "heard", now, now, { silentSince: null });
  }
}

type Deadline = { readonly at: number; readonly due: () => void };

/** What time alone brings about next. */
function nextDeadline(watch: Watch): Deadline | null {
  let next: Deadline | null = null;
  const offer = (at: number, due: () => void) => {
    if (Number.isFinite(at) && (next === null || at < next.at)) next = { at, due };
  };
  const { rule, record, failingSince, healthySince, unheardSince } = watch;
  // Nothing is judged again that was recorded: until then the record stands as it is.
  const judged = (at: number) => Math.max(at, record.lastAt, watch.now);
  if (record.raisedAt === null && failingSince !== null) {
    offer(judged(failingSince + rule.raiseSeconds * 1000), () => raise(watch, firstSeen(watch)));
  }
  if (record.raisedAt !== null && record.flappingSince === null && healthySince !== null) {
    offer(judged(healthySince + rule.clearSeconds * 1000), () =>
      change(watch, "cleared", watch.now, healthySince, { raisedAt: null }),
    );
  }
  if (rule.silenceSeconds !== null && record.silentSince === null && unheardSince !== null) {
    // Whoever was never heard is given the time that a look counts before it is silent.
    const atLeast = watch.listeningSince + rule.staleSeconds * 1000;
    offer(judged(Math.max(unheardSince + rule.silenceSeconds * 1000, atLeast)), () =>
      change(watch, "silent", watch.now, unheardSince, { silentSince: unheardSince }),
    );
  }
  // What alerts say holds until they say otherwise, and there may be very many of them.
  if (!Number.isFinite(rule.staleSeconds)) return next;
  for (const point of watch.points.values()) {
    if (point.says === "unknown") continue;
    const at = point.seenAt + rule.staleSeconds * 1000;
    offer(at, () => put(watch, { ...point, says: "unknown", since: at }, at));
  }
  return next;
}

/** What is seen at an instant comes before what time brings about at it: that is left to the next call, or to `whole`. */
function passTime(watch: Watch, until: number, whole: boolean): void {
  for (;;) {
    const next = nextDeadline(watch);
    if (next === null || next.at > until || (next.at === until && !whole)) break;
    watch.now = Math.max(watch.now, next.at);
    next.due();
  }
  watch.now = Math.max(watch.now, until);
}

function change(
  watch: Watch,
  type: Transition["type"],
  at: number,
  since: number,
  changed: Partial<RuleRecord>,
): void {
  watch.record = { ...watch.record, ...changed, lastAt: at };
  watch.transitions.push({ type, at, since });
}

/** When the first of those who see it fail saw it: it had begun by then, though one witness was not enough. */
function firstSeen({ points, now }: Watch): number {
  let first = now;
  for (const { says, since } of points.values()) if (says === "failing" && since < first) first = since;
  return first;
}

/** Failures that come and go are held from the last allowed one on, until a person says that they were seen. */
function raise(watch: Watch, since: number): void {
  const { rule, record, now } = watch;
  const raises = [...record.raises.filter((at) => at > now - rule.flapping.withinSeconds * 1000), now];
  change(watch, "raised", now, since, { raisedAt: now, raises });
  if (record.flappingSince === null && raises.length >= rule.flapping.failures) {
    change(watch, "flapping", now, raises[0] ?? now, { flappingSince: now });
  }
}

/** The record after a person has acknowledged that a rule flaps: it is judged afresh from `at` on. */
export function acknowledged(record: RuleRecord, at: number): RuleRecord {
  return { ...record, raises: [], flappingSince: null, lastAt: Math.max(record.lastAt, at) };
}
