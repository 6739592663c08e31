/** Texts named by their content; see the store. */
export type TextStore = {
  put(texts: readonly string[], mediaType: string): Promise<readonly string[]>;
  get(hashes: readonly string[]): Promise<ReadonlyMap<string, string>>;
};

const charactersMax = 64_000_000;

/** Remembers texts that were read or written: every snapshot needs nearly all of the same ones again. */
export function createTextCache(store: TextStore): TextStore {
  const known = new Map<string, string>();
  let characters = 0;
  const remember = (hash: string, text: string) => {
    if (known.has(hash)) return;
    known.set(hash, text);
    characters += text.length;
    for (const [oldest, held] of known) {
      if (characters <= charactersMax) break;
      known.delete(oldest);
      characters -= held.length;
    }
  };
  return {
    async put(texts, mediaType) {
      const hashes = await store.put(texts, mediaType);
      for (const [index, hash] of hashes.entries()) remember(hash, texts[index] ?? "");
      return hashes;
    },
    async get(hashes) {
      const missing = hashes.filter((hash) => !known.has(hash));
      const found = new Map<string, string>(missing.length === 0 ? [] : await store.get(missing));
      for (const hash of hashes) {
        const text = known.get(hash);
        if (text !== undefined) found.set(hash, text);
      }
      for (const hash of missing) {
        const text = found.get(hash);
        if (text !== undefined) remember(hash, text);
      }
      return found;
    },
  };
}
