import type { Session } from "#core/access/account.ts";
import type { Role } from "#core/access/roles.ts";
import type { Observation } from "#core/detection/observation.ts";
import type { Actor } from "#core/model/actor.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { Ref } from "#core/model/ref.ts";
import type { Signal } from "#core/signal/signal.ts";
import type { Clock } from "#engine/clock.ts";
import type { Detection } from "#engine/detection/detection.ts";
import type { EventStore } from "#engine/event-store.ts";
import type { IncidentHandler } from "#engine/incident-handler.ts";
import type { RunHandler } from "#engine/run-handler.ts";
import type { Analyst } from "#parallel/analyst.ts";
import type { Forecaster } from "#parallel/forecaster.ts";
import type { AccessPorts } from "./access/access-ports.ts";
import type { DocumentDesk } from "./documents/desk.ts";
import type { EstateSource } from "./estate/estate-source.ts";
import type { GrantDesk } from "./grants/grant-desk.ts";
import type { Lab } from "./lab.ts";
import type { Metrics } from "./metrics.ts";
import type { Paging } from "./paging/paging.ts";
import type { RunRecord } from "./run-record.ts";
import type { TouchedRuns } from "./touched-runs.ts";

/** One page of run ids, the newest first. `cursor` leads to the next page; null when there is none. */
export type RunPage = { readonly runs: readonly string[]; readonly cursor: number | null };

/** Which runs there are. `before` is the cursor of the page before. */
export type RunList = (query: {
  readonly status: "open" | "finished" | null;
  readonly limit: number;
  readonly before: number | null;
}) => Promise<RunPage>;

/** Which incidents there are. `before` is the cursor of the page before. */
export type IncidentList = (query: {
  readonly status: "open" | "closed" | null;
  readonly limit: number;
  readonly before: number | null;
}) => Promise<{ readonly incidents: readonly string[]; readonly cursor: number | null }>;

/** A signal as it stands in the log of signals. */
export type KeptSignal = Signal & { readonly number: number; readonly receivedAt: string };

/** Alerts from outside, kept before anybody is told that they were taken. */
export type SignalLog = {
  add(signals: readonly Signal[], receivedAt: string): Promise<number>;
  list(query: {
    readonly status: "firing" | "resolved" | null;
    readonly limit: number;
    readonly before: number | null;
  }): Promise<readonly KeptSignal[]>;
  get(numbers: readonly number[]): Promise<readonly KeptSignal[]>;
  receivedSince(at: string): Promise<readonly KeptSignal[]>;
};

/** A look of a probe agent, with the monitor it was made for and how long it took. */
export type SentObservation = Observation & { readonly monitor: Ref; readonly milliseconds: number | null };

/** What probe agents saw. */
export type ObservationLog = {
  add(observations: readonly SentObservation[], receivedAt: string): Promise<void>;
  /** The newest `limit` looks for a monitor between two instants, in the order of time. */
  history(monitor: Ref, from: string, until: string, limit: number): Promise<readonly SentObservation[]>;
};

/** Probe agents that were let in; their tokens open nothing but the door for observations. */
export type ProbeAgentStore = {
  list(): Promise<
    readonly {
      readonly name: string;
      readonly createdBy: string;
      readonly createdAt: string;
      readonly revokedAt: string | null;
    }[]
  >;
  admit(agent: {
    readonly name: string;
    readonly sha256: string;
    readonly createdBy: string;
  }): Promise<boolean>;
  revoke(name: string): Promise<boolean>;
  agentOf(sha256: string): Promise<string | null>;
};

/** All events of all streams in one order; see the store's feed. */
export type EventFeed = {
  /** Position of the newest event the feed would have delivered by now. */
  head(): Promise<number>;
  subscribe(options: {
    readonly after?: number;
    readonly prefix?: string;
    readonly signal: AbortSignal;
  }): AsyncIterable<readonly StoredEvent[]>;
};

export type AttachmentStore = {
  put(bytes: Uint8Array, mediaType: string): Promise<string>;
  get(sha256: string): Promise<{ readonly mediaType: string; readonly bytes: Uint8Array } | null>;
};

export type EvidenceDesk = {
  /** The signed bundle of some streams, JSON lines; `until`: as they stood then; `only`: some of their events. */
  bundle(
    streams: readonly string[],
    cut?: {
      readonly until?: string | undefined;
      readonly only?: ((events: readonly StoredEvent[]) => readonly StoredEvent[]) | undefined;
    },
  ): Promise<string>;
  readonly publicKeyPem: string;
};

/** What `/readyz` looks at; `detail` says why when it is not ready. */
export type Readiness = { readonly name: string; readonly ready: boolean; readonly detail: string | null };

/** Everything the HTTP application is built on; `main.ts` fills it in. */
export type AppPorts = {
  readonly handler: RunHandler;
  readonly events: EventStore;
  readonly feed: EventFeed;
  readonly runs: RunList;
  readonly incidents: IncidentHandler;
  readonly incidentList: IncidentList;
  readonly grants: GrantDesk;
  readonly signals: SignalLog;
  readonly paging: Paging;
  readonly detection: Detection;
  readonly observations: ObservationLog;
  readonly probeAgents: ProbeAgentStore;
  readonly attachments: AttachmentStore;
  readonly evidence: EvidenceDesk;
  /** The whole log as lines of text. */
  readonly exportLog: () => AsyncIterable<string>;
  /** 75th percentile of the past live durations of a runbook's steps, in seconds. */
  readonly slowAfterSeconds: (runbook: string) => Promise<{ readonly [step: string]: number }>;
  readonly estate: EstateSource;
  readonly analyst: Analyst;
  readonly forecaster: Forecaster;
  /** What live runs have measured. */
  readonly record: RunRecord;
  readonly touchedRuns: TouchedRuns;
  /** What a finding means, why it matters and what to do, as Markdown; null where nothing is written about it. */
  readonly explain: (code: string) => Promise<string | null>;
  readonly documents: DocumentDesk;
  readonly lab: Lab | null;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly readiness: () => Promise<readonly Readiness[]>;
  readonly trust: Trust;
  readonly access: AccessPorts;
  /** Reverse proxies whose `X-Forwarded-For` is believed. */
  readonly proxies: readonly string[];
  readonly version: string;
  /** Where the built console lies; null when it has not been built. */
  readonly consoleFolder: string | null;
};

/** Whom the server believes. */
export type Trust = {
  /** Whether whoever reaches the loopback address may say who they are. */
  readonly loopback: boolean;
  /** SHA-256 of the operator's own token, which lies in the data folder. */
  readonly operatorSha256: string | null;
};

/** Who asks, and how that is known. */
export type Identity = {
  readonly actor: Actor;
  readonly isOperator: boolean;
  /** What the person may do follows from these; the operator of the server is asked for none. */
  readonly roles: readonly Role[];
  /** The session of a browser; null for tokens and on a trusted loopback. */
  readonly session: Session | null;
  /** Whether it is still so: sessions end and tokens are revoked while a feed is open. */
  readonly isValid: () => Promise<boolean>;
};
