/** An instant as the log writes it: ISO 8601 in UTC with milliseconds. Throws on text that is no instant. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** Milliseconds since 1970 of an ISO 8601 instant. */
export function millisecondsOf(at: string): number {
  return Date.parse(at);
}

/** The instant `seconds` after `at`. */
export function addSeconds(at: string, seconds: number): string {
  return instant(millisecondsOf(at) + Math.round(seconds * 1000));
}

/** Seconds from one instant to a later one; negative when it is earlier. */
export function secondsBetween(from: string, to: string): number {
  return (millisecondsOf(to) - millisecondsOf(from)) / 1000;
}
