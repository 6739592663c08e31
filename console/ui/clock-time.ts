const clock = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** The time of day of an instant, where the reader is: `14:02:11`. */
export function clockTime(at: string): string {
  return clock.format(new Date(at));
}
