/** A sentence of the server with its instants as people read them: `2026-11-28 17:39 UTC`. */
export const readable = (text: string): string =>
  text.replaceAll(/(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}(?:\.\d+)?Z/g, "$1 $2 UTC");
