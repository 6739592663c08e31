function two(value: number): string {
  return String(value).padStart(2, "0");
}

function rounded(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/**
 * A measured duration in seconds for people: `0.04 s`, `9.4 s`, `3 min 07 s`, `2 h 05 min`, `3 d 4 h`.
 * As exact as it matters: a switchover is told in hundredths, an afternoon in minutes.
 */
export function formatDuration(seconds: number): string {
  if (seconds < 0) return `−${formatDuration(-seconds)}`;
  if (seconds < 0.995) return `${rounded(seconds, 2)} s`;
  if (seconds < 59.95) return `${rounded(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
  const hours = Math.floor(minutes / 60);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A time that passes, in its largest unit only, so that a page full of them is calm: `12 s`, `4 min`, `2 h`, `3 d`. */
export function formatCoarse(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min`;
  if (whole < 48 * 3600) return `${Math.floor(whole / 3600)} h`;
  return `${Math.floor(whole / 86_400)} d`;
}

/** A running clock: `0:07`, `12:45`, `1:02:03`. Whole seconds, rounded down as a clock does. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
