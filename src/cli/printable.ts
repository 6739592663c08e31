/** A document must not be able to write to somebody's terminal what its text does not show. */
export function printable(text: string): string {
  const spaced = text.replaceAll("\t", "  ");
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return spaced.replaceAll(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, "�");
}
