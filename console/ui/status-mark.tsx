import "./status-mark.css";

/** The kinds of status there are anywhere in the console. Each has a symbol: colour never stands alone. */
export type StatusKind =
  | "ok"
  | "running"
  | "person"
  | "blocked"
  | "warning"
  | "failed"
  | "overridden"
  | "not-verified";

const symbols: { readonly [kind in StatusKind]: string } = {
  ok: "●",
  running: "◐",
  person: "◆",
  blocked: "■",
  warning: "▲",
  failed: "✕",
  overridden: "◈",
  "not-verified": "○",
};

type Props = {
  readonly kind: StatusKind;
  /** The status in a word; what is read aloud. */
  readonly word: string;
};

/** A symbol and a word. */
export function StatusMark({ kind, word }: Props) {
  return (
    <span className="status-mark" data-kind={kind}>
      <span className="status-symbol" aria-hidden="true">
        {symbols[kind]}
      </span>
      <span>{word}</span>
    </span>
  );
}
