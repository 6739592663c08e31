/**
 * Text from elsewhere inside a sentence of ours, in Unicode's isolates (UAX #9): a name written from
 * right to left does not turn the words around it. What `<bdi>` does for elements.
 */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
