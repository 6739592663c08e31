/** Nobody waits for a night to pass; but what took long is felt to have. */
const longestWaitMilliseconds = 2000;
const shortestWaitMilliseconds = 40;

/** Milliseconds until the next event is shown, as the time between the two was, at that speed. */
export function waitBetween(one: string, other: string, speed: number): number {
  const passed = (Date.parse(other) - Date.parse(one)) / speed;
  return Math.min(longestWaitMilliseconds, Math.max(shortestWaitMilliseconds, passed));
}
