/** When people work. Minutes count from midnight, days from Sunday (0); all moments are in one zone, read as UTC. */
export type BusinessHours = {
  readonly fromMinute: number;
  readonly toMinute: number;
  readonly days: readonly number[];
  /** Days without work, `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
};

/** Hours such as `10:00-17:00`, Monday to Friday unless other days are given; null for what is none. */
export function readBusinessHours(
  text: string,
  days: readonly number[] = [1, 2, 3, 4, 5],
): BusinessHours | null {
  const match = /^(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (match === null) return null;
  const [h1, m1, h2, m2] = match.slice(1).map(Number) as [number, number, number, number];
  const fromMinute = h1 * 60 + m1;
  const toMinute = h2 * 60 + m2;
  return fromMinute < toMinute && toMinute <= 24 * 60 ? { fromMinute, toMinute, days, holidays: [] } : null;
}

const dayMilliseconds = 86_400_000;

/** Seconds between two moments (milliseconds) that lie within the hours; 0 where the second is not later. */
export function businessSeconds(from: number, to: number, hours: BusinessHours): number {
  if (!(to > from)) return 0;
  const holidays = new Set(hours.holidays);
  const isWorked = (day: number) =>
    hours.days.includes(new Date(day).getUTCDay()) && !holidays.has(new Date(day).toISOString().slice(0, 10));
  const within = (day: number): number => {
    if (!isWorked(day)) return 0;
    const begin = Math.max(from, day + hours.fromMinute * 60_000);
    const end = Math.min(to, day + hours.toMinute * 60_000);
    return Math.max(0, end - begin);
  };
  let sum = 0;
  for (let day = Math.floor(from / dayMilliseconds) * dayMilliseconds; day < to; day += dayMilliseconds)
    sum += within(day);
  return sum / 1000;
}
