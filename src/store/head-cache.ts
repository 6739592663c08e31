/** The last event of a stream, as far as this process has seen it. */
export type Head = { readonly version: number; readonly hash: string };

export type HeadCache = {
  get(stream: string): Head | undefined;
  set(stream: string, head: Head): void;
  forget(stream: string): void;
};

/** Remembers the heads of the streams used last, so that an append need not read the hash it continues. */
export function createHeadCache(streamsMax = 20_000): HeadCache {
  // A Map keeps insertion order: the first key is the one unused for longest.
  const heads = new Map<string, Head>();
  return {
    get: (stream) => heads.get(stream),
    set: (stream, head) => {
      const known = heads.get(stream);
      if (known !== undefined && known.version > head.version) return;
      heads.delete(stream);
      heads.set(stream, head);
      if (heads.size > streamsMax) {
        for (const oldest of heads.keys()) {
          heads.delete(oldest);
          break;
        }
      }
    },
    forget: (stream) => {
      heads.delete(stream);
    },
  };
}
