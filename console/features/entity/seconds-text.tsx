import "./seconds-text.css";
import { formatDuration } from "../../ui/format-duration.ts";

/** A duration that may not be known: then a dash, read aloud as what it is. Never a zero. */
export function Seconds({
  value,
  unknown = "not known",
}: {
  readonly value: number | null;
  readonly unknown?: string;
}) {
  if (value !== null) return <span className="seconds">{formatDuration(value)}</span>;
  return (
    <span className="hf-dim" title={unknown}>
      <span aria-hidden="true">–</span>
      <span className="hf-hidden">{unknown}</span>
    </span>
  );
}

/** The same as text, for copies. */
export function secondsText(value: number | null): string {
  return value === null ? "–" : formatDuration(value);
}
