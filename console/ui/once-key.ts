/** A random token, also where `crypto.randomUUID` is missing: pages over plain HTTP are no secure context. */
export function randomToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Gives each content its token: the same content sent again after an answer got lost carries the same
 * token and is carried out once, while changed content is another command. `renew` forgets the
 * token once the answer came.
 */
export function createOnceKey(): {
  readonly keyFor: (content: unknown) => string;
  readonly renew: () => void;
} {
  let held: { readonly content: string; readonly key: string } | null = null;
  return {
    keyFor: (content) => {
      const text = JSON.stringify(content);
      if (held?.content !== text) held = { content: text, key: randomToken() };
      return held.key;
    },
    renew: () => {
      held = null;
    },
  };
}
