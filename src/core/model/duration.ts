/** Units of an ISO 8601 duration that have a fixed length; months and years have none and are refused. */
const secondsPerUnit = { W: 604_800, D: 86_400, H: 3_600, M: 60, S: 1 } as const;

const pattern =
  /^P(?:(?<W>\d+(?:\.\d+)?)W)?(?:(?<D>\d+(?:\.\d+)?)D)?(?:T(?:(?<H>\d+(?:\.\d+)?)H)?(?:(?<M>\d+(?:\.\d+)?)M)?(?:(?<S>\d+(?:\.\d+)?)S)?)?$/;

/**
 * Seconds of an ISO 8601 duration (`PT1H30M`, `P2D`, `PT0.5S`), or null where `text` is none.
 * Years and months are not accepted: they have no fixed length.
 */
export function parseDuration(text: string): number | null {
  const groups = pattern.exec(text)?.groups;
  if (!groups || text === "P" || text.endsWith("T")) return null;
  let seconds = 0;
  for (const [unit, length] of Object.entries(secondsPerUnit)) seconds += Number(groups[unit] ?? 0) * length;
  return seconds;
}

/** Seconds as the shortest ISO 8601 duration in hours, minutes and seconds: `PT1H30M`, `PT0.5S`. To the millisecond. */
export function isoDuration(seconds: number): string {
  const all = Math.round(seconds * 1000);
  const hours = Math.floor(all / 3_600_000);
  const minutes = Math.floor((all % 3_600_000) / 60_000);
  const rest = (all % 60_000) / 1000;
  const text = [hours > 0 ? `${hours}H` : "", minutes > 0 ? `${minutes}M` : "", rest > 0 ? `${rest}S` : ""];
  return `PT${text.join("") || "0S"}`;
}
