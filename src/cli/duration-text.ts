/** Seconds for a person to read: `48 s`, `12 min 30 s`, `3 h 05 min`, `2 d 4 h`; at most two units. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return "never";
  if (seconds < 0) return `-${durationText(-seconds)}`;
  if (seconds < 10) return `${Number(seconds.toFixed(2))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return whole % 60 === 0 ? `${minutes} min` : `${minutes} min ${whole % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
