import { type CorrelationMap, correlationMap } from "#core/correlation/correlate.ts";
import type { DetectionRule } from "#core/detection/rule.ts";
import { type RuleBook, ruleBook } from "#core/detection/signal-rules.ts";
import type { Estate } from "#core/model/estate.ts";
import { addSeconds, instant, millisecondsOf } from "#core/model/instant.ts";
import type { DetectionPorts, ReceivedSignal } from "./detection-ports.ts";
import { observationWindow } from "./window.ts";

/** What is seen, and the rules that it is held against. Everything here can be had again from what is stored. */
export type Observed = {
  readonly estate: () => Estate;
  readonly map: () => CorrelationMap;
  readonly book: () => RuleBook;
  /** Every rule, those included that alerts have named things for. */
  rules(): readonly DetectionRule[];
  /** Reads what has come in; answers the rules about which there is news. */
  take(now: number): Promise<ReadonlySet<string>>;
  readonly of: (rule: string) => ReturnType<ReturnType<typeof observationWindow>["of"]>;
  /** Alerts that fire and that no rule takes, by sender and fingerprint. */
  readonly unmapped: ReadonlyMap<string, ReceivedSignal>;
};

/** Commits may become visible later than others that began after them. */
const overlapSeconds = 5;
const lookbackSecondsMin = 900;
const lookbackSecondsMax = 24 * 3600;

/** Keeps what detection looks at in step with the estate, the probes and the alerts. */
export function createObserved(ports: Pick<DetectionPorts, "estate" | "observations" | "signals">): Observed {
  const window = observationWindow();
  const named = new Map<string, DetectionRule>();
  const unmapped = new Map<string, ReceivedSignal>();
  let known: { readonly estate: Estate; readonly book: RuleBook; readonly map: CorrelationMap } | null = null;
  let readUntil: number | null = null;
  let news = new Set<string>();

  const current = () => {
    const estate = ports.estate();
    if (known?.estate === estate) return known;
    // Other rules may take other alerts: what was put to the rules before is put to these anew.
    window.clear();
    named.clear();
    unmapped.clear();
    readUntil = null;
    known = { estate, book: ruleBook(estate), map: correlationMap(estate) };
    return known;
  };

  const rules = () => [...current().book.rules, ...named.values()];

  const put = (rule: string, observation: Parameters<typeof window.add>[1]) => {
    if (window.add(rule, observation)) news.add(rule);
  };

  function takeSignal(signal: ReceivedSignal): void {
    const { source, fingerprint, status, title, summary, labels } = signal;
    const vantage = `${source} ${fingerprint}`;
    const found = current().book.rulesFor(labels);
    if (found.length === 0 && status === "firing") unmapped.set(vantage, signal);
    else unmapped.delete(vantage);
    const detail = summary === "" ? title : `${title}: ${summary}`;
    for (const rule of found) {
      if (rule.key !== rule.monitor) named.set(rule.key, rule);
      put(rule.key, {
        vantage,
        at: seenAt(signal),
        says: status === "firing" ? "failing" : "healthy",
        detail,
      });
    }
  }

  return {
    estate: () => current().estate,
    map: () => current().map,
    book: () => current().book,
    rules,
    of: (rule) => window.of(rule),
    unmapped,
    async take(now) {
      current();
      const isFirst = readUntil === null;
      const lookback = lookbackOf(rules()) * 1000;
      const from = instant(readUntil === null ? now - lookback : readUntil - overlapSeconds * 1000);
      const observations = await ports.observations.receivedSince(from);
      const signals = isFirst ? await ports.signals.latest() : await ports.signals.receivedSince(from);
      for (const { monitor, ...observation } of observations) put(monitor, observation);
      for (const signal of signals) takeSignal(signal);
      readUntil = now;
      window.forget(now - lookback);
      const taken = news;
      news = new Set();
      return taken;
    },
  };
}

/** When an alert began or ended. A sender's clock that runs ahead is not believed: nothing is seen before it came in. */
function seenAt({ status, startsAt, endsAt, receivedAt }: ReceivedSignal): number {
  const said = status === "firing" ? startsAt : endsAt;
  const received = millisecondsOf(receivedAt);
  return said === null ? received : Math.min(millisecondsOf(said), received);
}

function lookbackOf(rules: readonly DetectionRule[]): number {
  const needed = rules.map(({ raiseSeconds, clearSeconds, staleSeconds, silenceSeconds }) => {
    const stale = Number.isFinite(staleSeconds) ? staleSeconds * 2 : 0;
    return raiseSeconds + clearSeconds + stale + (silenceSeconds ?? 0);
  });
  return Math.min(lookbackSecondsMax, Math.max(lookbackSecondsMin, ...needed));
}

/** The instant before which observations are forgotten for good. */
export const forgottenBefore = (now: string, keepDays: number): string =>
  addSeconds(now, -keepDays * 24 * 3600);
