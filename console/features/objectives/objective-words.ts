import { feasibilityText } from "#core/analysis/objectives/feasibility.ts";
import type { ServiceObjective } from "../../api/forecast.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { boundText, percentText } from "../forecast/forecast-words.ts";

/** A time, or what its absence means here: unknown is not zero. */
export function timeText(seconds: number | null, absent: string): string {
  return seconds === null ? absent : formatDuration(seconds);
}

/** The forecast time back of a service: P90, by which an objective is judged, as a lower bound where something is unknown. */
export function forecastText({ rto }: ServiceObjective): string {
  if (rto.forecast !== null) return boundText(rto.forecast.p90, rto.complete);
  return rto.runbook === null ? "no runbook" : "cannot be done";
}

/** Why it is so, the hardest reason first: what no staffing can change, then what it can. */
export function reasonText({ rto, rpo }: ServiceObjective): string {
  const parts: string[] = [];
  if (rto.requiredSeconds !== null && rto.feasibility !== null)
    parts.push(feasibilityText(rto.feasibility, rto.requiredSeconds, formatDuration));
  if (rto.requiredSeconds !== null && rto.runbook === null) parts.push("no runbook brings it back");
  if (rto.forecast !== null && !rto.complete) parts.push("the time of a step is unknown");
  if (rto.probabilityMet !== null) parts.push(`met with ${percentText(rto.probabilityMet)}`);
  if (rpo.requiredSeconds !== null) parts.push(...lossReasons(rpo));
  if (rto.requiredSeconds === null && rpo.requiredSeconds === null) parts.push("nobody has set an objective");
  if (isMore(rto.measuredSeconds, rto.requiredSeconds)) parts.push("the newest run took longer than the RTO");
  if (isMore(rpo.measuredSeconds, rpo.requiredSeconds)) parts.push("the newest run lost more than the RPO");
  return capital(parts.join("; "));
}

function lossReasons({ requiredSeconds, forecastSeconds, of }: ServiceObjective["rpo"]): readonly string[] {
  if (forecastSeconds === null) return ["nobody says how far behind its data may be, so the loss is unknown"];
  if (isMore(forecastSeconds, requiredSeconds))
    return [`its data can be ${formatDuration(forecastSeconds)} behind${of === null ? "" : ` (${of})`}`];
  return [];
}

const isMore = (value: number | null, limit: number | null) =>
  value !== null && limit !== null && value > limit;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The service that this one waits for, if all it depends on went down with it; null where it waits for none. */
export function limitedByOther({ ref, rto }: ServiceObjective) {
  const { withDependencies } = rto;
  return withDependencies === null || withDependencies.limitedBy === ref ? null : withDependencies;
}

/** The share of time in which a service is up; an upper bound where something is unknown. */
export function availabilityText({ availability }: ServiceObjective): string {
  if (availability === null) return "not known";
  const { availability: share, unknown, missing, downMinutesPerYear } = availability;
  const isBound = unknown.length + missing.length > 0;
  const down = formatDuration(downMinutesPerYear * 60);
  return `${isBound ? "≤ " : ""}${Number((share * 100).toFixed(4))} %, ${down} down a year`;
}
