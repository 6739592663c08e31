import type { Ref } from "../../model/ref.ts";

/** What was seen, held against what is declared. */
export type ObservedLinks = {
  readonly seen: readonly ObservedLink[];
  /** Seen, and not declared. */
  readonly undeclared: readonly ObservedLink[];
  /** Declared by something whose calls are observed, and never seen. */
  readonly neverSeen: readonly { readonly from: Ref; readonly to: Ref }[];
};

export type ObservedLink = {
  readonly from: Ref;
  readonly to: Ref;
  /** Calls that were counted; null where no source counts. */
  readonly calls: number | null;
  /** ISO 8601; null where no source says. */
  readonly lastSeenAt: string | null;
  /** Nobody has seen a call: a setting names it. */
  readonly isHint: boolean;
};

/** Observed links in columns; see `EstateMap`. */
export type MapObserved = {
  readonly seen: LinkColumns;
  readonly undeclared: LinkColumns;
  readonly neverSeen: { readonly from: readonly number[]; readonly to: readonly number[] };
  /** Links of which an end is not in the estate: they can not be drawn. */
  readonly outside: readonly { readonly from: string; readonly to: string }[];
};

/** `calls` is −1 where nobody counted, `lastSeenAt` empty where nobody says. */
export type LinkColumns = {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly calls: readonly number[];
  readonly lastSeenAt: readonly string[];
  /** 1: a setting names it, and nobody has seen a call. */
  readonly hint: readonly number[];
};

/** The columns of observed links; `numberOf` gives the place of a reference, or −1. */
export function observedColumns(
  { seen, undeclared, neverSeen }: ObservedLinks,
  numberOf: (ref: Ref) => number,
): MapObserved {
  const isDrawn = ({ from, to }: { readonly from: Ref; readonly to: Ref }) =>
    numberOf(from) >= 0 && numberOf(to) >= 0;
  const columns = (links: readonly ObservedLink[]): LinkColumns => {
    const drawn = links.filter(isDrawn);
    return {
      from: drawn.map(({ from }) => numberOf(from)),
      to: drawn.map(({ to }) => numberOf(to)),
      calls: drawn.map(({ calls }) => calls ?? -1),
      lastSeenAt: drawn.map(({ lastSeenAt }) => lastSeenAt ?? ""),
      hint: drawn.map(({ isHint }) => (isHint ? 1 : 0)),
    };
  };
  const unseen = neverSeen.filter(isDrawn);
  return {
    seen: columns(seen),
    undeclared: columns(undeclared),
    neverSeen: { from: unseen.map(({ from }) => numberOf(from)), to: unseen.map(({ to }) => numberOf(to)) },
    outside: [...seen, ...undeclared].filter((link) => !isDrawn(link)).map(({ from, to }) => ({ from, to })),
  };
}
