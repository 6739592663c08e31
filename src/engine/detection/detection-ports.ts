import type { Observation } from "#core/detection/observation.ts";
import type { IncidentOrder } from "#core/incident/commands.ts";
import type { IncidentState } from "#core/incident/state.ts";
import type { Estate } from "#core/model/estate.ts";
import type { Ref } from "#core/model/ref.ts";
import type { Signal } from "#core/signal/signal.ts";
import type { Clock } from "../clock.ts";
import type { EventStore } from "../event-store.ts";
import type { IncidentHandler } from "../incident-handler.ts";

/** A look of a probe agent at what a monitor watches. */
export type MonitorObservation = Observation & { readonly monitor: Ref };

/** An alert from outside, with when it came in. */
export type ReceivedSignal = Signal & { readonly receivedAt: string };

/** What detection is built on. Each port may be away for a while: the next round catches up. */
export type DetectionPorts = {
  readonly events: EventStore;
  readonly clock: Clock;
  readonly node: string;
  readonly incidents: IncidentHandler;
  /** Ids of incidents that are not closed. */
  readonly openIncidents: () => Promise<readonly string[]>;
  readonly observations: {
    /** What was received at or after an instant. */
    receivedSince(at: string): Promise<readonly MonitorObservation[]>;
    forget(before: string): Promise<void>;
  };
  readonly signals: {
    /** What was heard last of each alert. */
    latest(): Promise<readonly ReceivedSignal[]>;
    receivedSince(at: string): Promise<readonly ReceivedSignal[]>;
  };
  readonly estate: () => Estate;
  /** What follows by itself from an incident that was just opened, such as calling people; null: nothing. */
  readonly followUp: (state: IncidentState) => IncidentOrder | null;
  /** Told why a round could not be made, once for the same reason. */
  readonly onError: (reason: string) => void;
};

export type DetectionLimits = {
  readonly roundSeconds: number;
  /** Looks that are on their way are waited for so long, so that time does not decide before them. */
  readonly settleSeconds: number;
  readonly keepDays: number;
};

export const usualDetectionLimits: DetectionLimits = { roundSeconds: 1, settleSeconds: 1, keepDays: 90 };
