import "./progress.css";

export type HowFar = { readonly done: number; readonly of: number };

/**
 * How far long work is. Nothing is shown while nobody has said, and what is short is over before it is seen; it is not
 * read aloud at every step, for the skeleton beside it has said what is awaited.
 */
export function Progress({ label, at }: { readonly label: string; readonly at: HowFar | null }) {
  if (at === null || at.of <= 0) return null;
  const share = Math.min(1, at.done / at.of);
  return (
    <p className="progress">
      <progress aria-label={label} max={at.of} value={at.done} />
      <span className="hf-dim">{`${label}, ${Math.floor(share * 100)} %`}</span>
    </p>
  );
}
