import type { DifferenceLine } from "../../api/documents.ts";
import "./difference.css";

const marks = { same: " ", added: "+", removed: "−" } as const;
const words = { same: "", added: "added: ", removed: "removed: " } as const;

/** Lines of a difference. A sign stands before each, for colour is not for everybody. */
export function Difference({
  lines,
  label,
}: {
  readonly lines: readonly DifferenceLine[];
  readonly label: string;
}) {
  if (lines.length === 0) return <p className="hf-dim">No line differs.</p>;
  return (
    <div className="difference hf-mono" role="region" aria-label={label} tabIndex={0}>
      {lines.map((line, index) =>
        line === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move
          <div key={index} className="difference-gap">
            …
          </div>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and never move
          <div key={index} className="difference-line" data-type={line.type}>
            <span className="difference-number" aria-hidden="true">
              {line.after ?? line.before}
            </span>
            <span className="difference-mark" aria-hidden="true">
              {marks[line.type]}
            </span>
            <span className="hf-hidden">{words[line.type]}</span>
            <bdi>{line.text}</bdi>
          </div>
        ),
      )}
    </div>
  );
}
