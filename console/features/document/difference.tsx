import { useMemo, useState } from "react";
import type { DifferenceLine } from "../../api/documents.ts";
import { differenceRows, type DifferenceRow, type ShownLine, unifiedLines } from "./difference-rows.ts";
import "./difference.css";

const marks = { same: " ", added: "+", removed: "−" } as const;
const words = { same: "", added: "added: ", removed: "removed: " } as const;

function Content({ line }: { readonly line: ShownLine }) {
  return (
    <bdi>
      {line.pieces.map(({ text, isMarked }, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line never move
        isMarked ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
    </bdi>
  );
}

function Line({ line, number }: { readonly line: ShownLine; readonly number: number | null }) {
  return (
    <div className="difference-line" data-type={line.type}>
      <span className="difference-number" aria-hidden="true">
        {number}
      </span>
      <span className="difference-mark" aria-hidden="true">
        {marks[line.type]}
      </span>
      <span className="hf-hidden">{words[line.type]}</span>
      <Content line={line} />
    </div>
  );
}

const gap = <div className="difference-gap">…</div>;

function Unified({ rows }: { readonly rows: readonly DifferenceRow[] }) {
  return unifiedLines(rows).map((line, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move
    line === null ? (
      <div key={index}>{gap}</div>
    ) : (
      <Line key={index} line={line} number={line.after ?? line.before} />
    ),
  );
}

function Split({ rows }: { readonly rows: readonly DifferenceRow[] }) {
  return rows.map(({ before, after }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move
    <div key={index} className="difference-pair">
      <div>
        {before === null ? after === null ? gap : null : <Line line={before} number={before.before} />}
      </div>
      <div>{after === null ? before === null ? gap : null : <Line line={after} number={after.after} />}</div>
    </div>
  ));
}

/** How a difference is laid out: one below the other, or before and after side by side. */
export type DifferenceLayout = "unified" | "split";

/** So many rows are drawn at first; the rest when somebody asks for it. */
const shownAtFirst = 2000;

/** Lines of a difference. A sign stands before each, for colour is not for everybody. */
export function Difference({
  lines,
  label,
  layout = "unified",
}: {
  readonly lines: readonly DifferenceLine[];
  readonly label: string;
  readonly layout?: DifferenceLayout;
}) {
  const rows = useMemo(() => differenceRows(lines), [lines]);
  const [isWhole, setWhole] = useState(false);
  if (lines.length === 0) return <p className="hf-dim">No line differs.</p>;
  const shown = isWhole ? rows : rows.slice(0, shownAtFirst);
  return (
    <>
      <div
        className="difference hf-mono"
        data-layout={layout}
        role="region"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
        tabIndex={0}
      >
        {layout === "split" ? <Split rows={shown} /> : <Unified rows={shown} />}
      </div>
      {shown.length < rows.length ? (
        <button type="button" className="hf-button" onClick={() => setWhole(true)}>
          {`Show all ${rows.length} lines`}
        </button>
      ) : null}
    </>
  );
}
