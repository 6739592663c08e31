import "./skeleton.css";

type Props = {
  /** What is being read, for those who cannot see the shape: “Reading the runs”. */
  readonly label: string;
  /** Lines of text, or rows of a table. */
  readonly lines?: number;
  readonly rows?: number;
  /** A picture: a chart or a map of this height in pixels. */
  readonly height?: number;
};

/** The shape of what is being read. It does not move where people asked for less motion. */
export function Skeleton({ label, lines = 0, rows = 0, height }: Props) {
  return (
    <div className="skeleton" role="status">
      <span className="hf-hidden">{label}…</span>
      {height === undefined ? null : <span className="skeleton-block" style={{ height }} />}
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: alike, and never reordered
        <span key={`line-${index}`} className="skeleton-line" />
      ))}
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: alike, and never reordered
        <span key={`row-${index}`} className="skeleton-row" />
      ))}
    </div>
  );
}

/** Stands for a page whose code is on its way. */
export function PageSkeleton() {
  return (
    <div className="shell-page">
      <Skeleton label="Opening the page" lines={2} rows={6} />
    </div>
  );
}
