/** How far the server's clock is ahead of this browser's, in milliseconds; small differences count as none. */
let aheadMilliseconds = 0;

/** How far the server's clock is ahead of this browser's: elapsed times are counted by the server's. */
export function serverAheadMilliseconds(): number {
  return aheadMilliseconds;
}

/** Learns the difference from an answer's `Date` (RFC 9110, section 6.6.1). */
export function learnServerClock(response: Response): void {
  const said = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(said)) return;
  // The header has whole seconds, so that less than two seconds may be no difference at all.
  const ahead = said + 500 - Date.now();
  aheadMilliseconds = Math.abs(ahead) > 2000 ? ahead : 0;
}
