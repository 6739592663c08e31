import { documentsOf, type Estate, findDocument } from "../model/estate.ts";
import type { MonitorSpec, SignalMatch } from "../model/monitor.ts";
import type { Ref } from "../model/ref.ts";
import { type DetectionRule, ruleAbout, ruleOf, takesSignal } from "./rule.ts";

type Labels = { readonly [name: string]: string };

type SignalRule = { readonly rule: DetectionRule; readonly match: SignalMatch };

/** The rules of an estate: for what monitors look at themselves, and for the alerts that they take. */
export type RuleBook = {
  /** Every monitor that is judged by itself. Those that alerts name things for come as the alerts do. */
  readonly rules: readonly DetectionRule[];
  /** The rules that take an alert with these labels, each for what the alert means. */
  rulesFor(labels: Labels): readonly DetectionRule[];
  /** The monitors for which an alert with these labels is a sign of life. */
  heartbeatsFor(labels: Labels): readonly DetectionRule[];
};

/** The rules of the monitors of an estate. An alert is held against those rules only that share a label with it. */
export function ruleBook(estate: Estate): RuleBook {
  const rules: DetectionRule[] = [];
  const alerts: SignalRule[] = [];
  const heartbeats: SignalRule[] = [];
  for (const { ref, title, spec } of documentsOf(estate, "Monitor")) {
    if (spec.check === null && spec.signals === null) continue;
    const rule = ruleOf(ref, title, spec);
    if (!isNaming(spec)) rules.push(rule);
    if (spec.signals === null) continue;
    (spec.signals.heartbeatSeconds === null ? alerts : heartbeats).push({ rule, match: spec.signals });
  }
  const alertsBy = indexed(alerts);
  const heartbeatsBy = indexed(heartbeats);
  return {
    rules,
    rulesFor: (labels) =>
      taking(alertsBy, labels).flatMap(({ rule, match }) => {
        if (match.namedBy.length === 0) return [rule];
        const about = namedBy(estate, match, labels);
        return about === null ? (rule.about.length > 0 ? [rule] : []) : [ruleAbout(rule, about)];
      }),
    heartbeatsFor: (labels) => taking(heartbeatsBy, labels).map(({ rule }) => rule),
  };
}

/** Whether a monitor is about nothing but what its alerts name. */
function isNaming({ check, signals, watches }: MonitorSpec): boolean {
  return check === null && signals !== null && signals.namedBy.length > 0 && watches.length === 0;
}

/** The component or service that the first of these labels names; components count first. */
function namedBy(estate: Estate, { namedBy: names }: SignalMatch, labels: Labels): Ref | null {
  for (const name of names) {
    const value = labels[name];
    if (value === undefined) continue;
    const found = findDocument(estate, "Component", value) ?? findDocument(estate, "Service", value);
    if (found !== null) return found.ref;
  }
  return null;
}

type Index = {
  readonly byLabel: ReadonlyMap<string, readonly SignalRule[]>;
  /** Rules whose every label has a star, or that have none. */
  readonly others: readonly SignalRule[];
};

const keyOf = (name: string, value: string) => `${name}\u0000${value}`;

function indexed(all: readonly SignalRule[]): Index {
  const byLabel = new Map<string, SignalRule[]>();
  const others: SignalRule[] = [];
  for (const one of all) {
    const exact = Object.entries(one.match.labels).find(([, value]) => !value.includes("*"));
    if (exact === undefined) {
      others.push(one);
      continue;
    }
    const key = keyOf(...exact);
    const list = byLabel.get(key);
    if (list === undefined) byLabel.set(key, [one]);
    else list.push(one);
  }
  return { byLabel, others };
}

function taking({ byLabel, others }: Index, labels: Labels): readonly SignalRule[] {
  const found = Object.entries(labels).flatMap(([name, value]) => byLabel.get(keyOf(name, value)) ?? []);
  return [...found, ...others].filter(({ match }) => takesSignal(match, labels));
}
