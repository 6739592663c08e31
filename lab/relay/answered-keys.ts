/** An answer that was given to an order, kept to be given again. */
export type Answer = { readonly status: number; readonly body: string };

const keysMaximum = 1000;

/**
 * Remembers the answers to the last thousand orders that carried an `Idempotency-Key`, so that an order sent twice is
 * carried out once. Only orders that were carried out are remembered: a refused one changed nothing.
 */
export function rememberAnswers() {
  const answers = new Map<string, { readonly content: string; readonly answer: Answer }>();
  return {
    /** The answer given before, null when the key is new, or `other-content` when it was used for another order. */
    find(key: string, content: string): Answer | null | "other-content" {
      const known = answers.get(key);
      if (!known) return null;
      return known.content === content ? known.answer : "other-content";
    },
    keep(key: string, content: string, answer: Answer): void {
      answers.set(key, { content, answer });
      const oldest = answers.keys().next().value;
      if (answers.size > keysMaximum && oldest !== undefined) answers.delete(oldest);
    },
  };
}
