/** The bytes of a log sequence number in PostgreSQL's text form `16/B374D848`. */
export function parseLsn(text: string): bigint {
  const [high, low] = text.split("/");
  if (high === undefined || low === undefined) throw new Error(`${text} is no log sequence number`);
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
}

/** Whether `lsn` is at or past `goal`; a position that is not known has reached nothing. */
export function hasReached(lsn: string | null, goal: string): boolean {
  return lsn !== null && parseLsn(lsn) >= parseLsn(goal);
}

/** How many bytes `behind` is behind `ahead`, never less than zero. */
export function gapBytes(ahead: string, behind: string): number {
  const gap = parseLsn(ahead) - parseLsn(behind);
  return gap > 0n ? Number(gap) : 0;
}
