/** What a person types for a moment, as an instant in UTC. Throws when it is none. */
export function instantOf(text: string, label: string): string {
  const milliseconds = Date.parse(text.trim());
  if (Number.isNaN(milliseconds)) {
    throw new Error(`${label}: an instant in UTC, such as 2026-03-31T14:05:00Z.`);
  }
  return new Date(milliseconds).toISOString();
}
