import { decideDetection, type DetectionCommand, type DetectionRefusal } from "#core/detection/decide.ts";
import type { DetectionEvent } from "#core/detection/events.ts";
import {
  applyDetectionEvent,
  type DetectionState,
  draftOfDetection,
  initialDetectionState,
} from "#core/detection/state.ts";
import {
  type Aggregate,
  type AggregateHandler,
  createAggregateHandler,
  type HandlerPorts,
} from "../aggregate-handler.ts";

/** All rules share one stream: what is decided about them together is decided once. */
export const detectionId = "desk";

const detection: Aggregate<DetectionState, DetectionCommand, DetectionEvent, DetectionRefusal> = {
  streamOf: (id) => `detection/${id}`,
  initial: initialDetectionState,
  decide: decideDetection,
  fold: (before, events) => {
    const state = draftOfDetection(before);
    for (const event of events) applyDetectionEvent(state, event as unknown as DetectionEvent, event.at);
    return state;
  },
  jobsOf: () => [],
};

/** The single writer of detection events. */
export type DetectionHandler = AggregateHandler<DetectionState, DetectionCommand, DetectionRefusal>;

export const createDetectionHandler = (ports: HandlerPorts): DetectionHandler =>
  createAggregateHandler(detection, ports);
