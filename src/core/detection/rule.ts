import type { MonitorSpec, SignalMatch, WitnessAspect } from "../model/monitor.ts";
import type { Ref } from "../model/ref.ts";

/** A monitor as detection judges it: nothing is implied any more. Times are in seconds. */
export type DetectionRule = {
  /** `monitor:NAME`, and where alerts name what they mean, ` component:NAME` behind it. */
  readonly key: string;
  readonly monitor: Ref;
  readonly title: string;
  /** What it looks at. */
  readonly about: readonly Ref[];
  readonly aspect: WitnessAspect;
  readonly everySeconds: number;
  /** How long a look counts; then its vantage point is unknown. Infinite for alerts, which hold until they are resolved. */
  readonly staleSeconds: number;
  readonly quorum: number;
  readonly raiseSeconds: number;
  /** Longer than raising, or the same: what has been down is believed more slowly. */
  readonly clearSeconds: number;
  readonly silenceSeconds: number | null;
  readonly flapping: { readonly failures: number; readonly withinSeconds: number };
  /** Vantage points that count; empty: all. */
  readonly from: readonly string[];
};

const everySecondsDefault = 30;
/** Looks that may be missed before a vantage point counts as unknown. */
const missedLooks = 3;

/** What a check says by its nature; connectors that are not named here say that something works. */
function aspectOfCheck({ check }: MonitorSpec): WitnessAspect {
  if (check === null) return "works";
  const own = `${check.connector}/${check.check}`;
  if (own === "network/tcp") return "reachable";
  if (own === "network/tls") return "certificate";
  if (own === "network/dns") return "name";
  if (own === "postgres/lag" || own === "postgres/streaming" || own === "postgres/caught-up")
    return "replication";
  if (own === "backup/age") return "backup";
  return check.connector === "postgres" ? "answers" : "works";
}

/** The rule of a monitor, for what it watches. `heartbeat` alerts are failed by silence alone. */
export function ruleOf(monitor: Ref, title: string, spec: MonitorSpec): DetectionRule {
  const everySeconds = spec.everySeconds ?? everySecondsDefault;
  const heartbeat = spec.signals?.heartbeatSeconds ?? null;
  const raiseSeconds = spec.threshold?.forSeconds ?? 0;
  const lasts = spec.signals !== null && heartbeat === null && spec.check === null;
  return {
    key: monitor,
    monitor,
    title,
    about: spec.watches,
    aspect: spec.aspect ?? aspectOfCheck(spec),
    everySeconds,
    staleSeconds: lasts ? Number.POSITIVE_INFINITY : (heartbeat ?? everySeconds * missedLooks),
    quorum: spec.threshold?.quorum ?? 1,
    raiseSeconds,
    clearSeconds: spec.threshold?.clearForSeconds ?? Math.max(raiseSeconds, lasts ? 0 : everySeconds * 2),
    silenceSeconds: heartbeat === null ? (lasts ? null : spec.silenceSeconds) : 0,
    flapping: spec.threshold?.flapping ?? { failures: 3, withinSeconds: 3600 },
    from: spec.from,
  };
}

/** Whether one observation decides: an alert that holds until it is resolved, by a rule that waits for no second one. */
export function isDecidedAtOnce({ raiseSeconds, staleSeconds, quorum }: DetectionRule): boolean {
  return raiseSeconds === 0 && quorum === 1 && staleSeconds === Number.POSITIVE_INFINITY;
}

/** The rule of a monitor for one thing that an alert names. */
export function ruleAbout(rule: DetectionRule, about: Ref): DetectionRule {
  return { ...rule, key: `${rule.monitor} ${about}`, about: [about] };
}

/** Whether an alert with these labels is one that a monitor takes. `*` stands for any letters. */
export function takesSignal(match: SignalMatch, labels: { readonly [name: string]: string }): boolean {
  return Object.entries(match.labels).every(([name, pattern]) => {
    const value = labels[name];
    return value !== undefined && fits(pattern, value);
  });
}

/** Piece by piece from the left: no pattern takes longer than its text is long, times its pieces. */
function fits(pattern: string, value: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return pattern === value;
  if (!value.startsWith(first)) return false;
  const last = rest.pop() ?? "";
  let at = first.length;
  for (const piece of rest) {
    const found = value.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return value.length - last.length >= at && value.endsWith(last);
}
