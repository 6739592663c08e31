import { formatDuration } from "../../ui/format-duration.ts";

/** The probability with which an objective is to be met, as the command line asks for unless told otherwise. */
export const confidenceAsked = 0.9;

/** A share for people: `99.7 %`; never rounded to certainty, for a simulation proves none. */
export function percentText(share: number): string {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  if (share < 1 && share > 0.999) return "> 99.9 %";
  const percent = share * 100;
  const digits = percent < 10 || percent > 90 ? 1 : 0;
  return `${Number(percent.toFixed(digits))} %`;
}

/** What a probability means for whoever decides: `about 9 of 10 recoveries`. */
export function chanceText(share: number): string {
  if (share >= 0.999) return "practically every recovery";
  if (share >= 0.98) return `all but ${partText(1 - share)} of the recoveries`;
  if (share <= 0.001) return "practically no recovery";
  if (share <= 0.02) return `only ${partText(share)} of the recoveries`;
  return `about ${Math.round(share * 10)} of 10 recoveries`;
}

const partText = (share: number) => `1 in ${Math.round(1 / share)}`;

/** The verdict on an objective in one sentence. */
export function objectiveText(rtoSeconds: number | null, probabilityMet: number | null): string {
  if (rtoSeconds === null || probabilityMet === null)
    return "No service that it recovers has an RTO, so there is nothing to meet.";
  return `${capital(chanceText(probabilityMet))} have the service back within the RTO of ${formatDuration(rtoSeconds)}.`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

export type Verdict = { readonly kind: "ok" | "warning" | "failed" | "not-verified"; readonly word: string };

/** Of an objective: met with the confidence asked for, at risk, missed more often than not, or nothing to say. */
export function verdictOf(probabilityMet: number | null, isComplete: boolean): Verdict {
  if (probabilityMet === null) return { kind: "not-verified", word: "no RTO" };
  if (probabilityMet < 0.5) return { kind: "failed", word: "missed" };
  if (probabilityMet < confidenceAsked) return { kind: "warning", word: "at risk" };
  return isComplete ? { kind: "ok", word: "met" } : { kind: "not-verified", word: "open" };
}

/** A change of a time against what it was: `−4 min 10 s`, `+12 s`, `no change`. */
export function differenceText(seconds: number): string {
  if (Math.abs(seconds) < 0.005) return "no change";
  return `${seconds > 0 ? "+" : "−"}${formatDuration(Math.abs(seconds))}`;
}

/** A time, told as a lower bound where something is unknown. */
export function boundText(seconds: number, isComplete: boolean): string {
  return isComplete ? formatDuration(seconds) : `≥ ${formatDuration(seconds)}`;
}
