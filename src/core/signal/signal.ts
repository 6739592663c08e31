/** Where a signal came in. */
export const signalSources = [
  "alertmanager",
  "grafana",
  "pagerduty",
  "cloudevents",
  "generic",
  "email",
  "holdfast",
] as const;
export type SignalSource = (typeof signalSources)[number];

/** An alert from outside in one form, whatever sent it. */
export type Signal = {
  readonly source: SignalSource;
  /** Names the alert at its sender: firing, again firing and resolved of one alert share it. */
  readonly fingerprint: string;
  readonly status: "firing" | "resolved";
  /** When it began, by the sender's clock; null where the sender does not say. */
  readonly startsAt: string | null;
  /** When it ended; null while it is firing, or where nobody says. */
  readonly endsAt: string | null;
  readonly title: string;
  readonly summary: string;
  /** As the sender calls it. */
  readonly severity: string | null;
  readonly labels: { readonly [name: string]: string };
  readonly link: string | null;
};

/** What is wrong with a payload: a JSON pointer into it, and what was expected there. */
export type PayloadFault = { readonly pointer: string; readonly detail: string };

/** What a payload holds. Alerts that can be read count, also beside others that cannot: nothing is lost for a neighbour. */
export type ReadPayload = { readonly signals: readonly Signal[]; readonly faults: readonly PayloadFault[] };

/** Texts longer than this are cut; the payload itself is kept whole. */
export const titleLettersMax = 300;
/** Alerts in one payload. */
export const signalsMax = 10_000;

/**
 * Which deliveries are the same: Alertmanager repeats a firing group each few hours, and every sender repeats
 * what was not answered. `startsAt` is part of it, since an alert that begins again is another one.
 */
export function signalKey({ source, fingerprint, startsAt, status }: Signal): string {
  return `${source} ${fingerprint} ${startsAt ?? ""} ${status}`;
}
