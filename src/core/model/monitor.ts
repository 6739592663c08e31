import type { Ref } from "./ref.ts";
import type { Check } from "./step.ts";

/**
 * What a monitor bears witness to. `reachable`: something takes a connection; `answers`: the thing itself answers in its
 * own language; `works`: what users do succeeds. A frozen server is reachable and does not answer.
 */
export const witnessAspects = [
  "reachable",
  "answers",
  "works",
  "replication",
  "backup",
  "certificate",
  "name",
] as const;
export type WitnessAspect = (typeof witnessAspects)[number];

/** Which alerts from outside a monitor takes for its own. */
export type SignalMatch = {
  /** All of these labels; `*` in a value stands for any letters. */
  readonly labels: { readonly [name: string]: string };
  /** Labels whose value names the component or service that is meant; empty: what the monitor watches. */
  readonly namedBy: readonly string[];
  /** When given, each delivery is a sign of life, and none for so long is a failure. */
  readonly heartbeatSeconds: number | null;
};

/** Something that watches, and when what it sees counts as a failure. */
export type MonitorSpec = {
  readonly description: string | null;
  readonly owner: Ref | null;
  readonly watches: readonly Ref[];
  readonly check: Check | null;
  readonly signals: SignalMatch | null;
  /** null: what the check says by its nature. */
  readonly aspect: WitnessAspect | null;
  /** Names of the vantage points that look; empty: every agent. */
  readonly from: readonly string[];
  readonly everySeconds: number | null;
  /** How long too few vantage points may be heard before that is a failure of its own; null: it is shown, and opens nothing. */
  readonly silenceSeconds: number | null;
  readonly threshold: {
    /** How long the check must fail; null: at once. */
    readonly forSeconds: number | null;
    /** How many vantage points must see it. */
    readonly quorum: number;
    /** How long it must be well again before the failure counts as over; null: as the rule is read. */
    readonly clearForSeconds: number | null;
    /** So many failures within so long are flapping, which a person has to acknowledge. */
    readonly flapping: { readonly failures: number; readonly withinSeconds: number };
  } | null;
};
