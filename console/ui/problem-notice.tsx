import { Notice } from "./notice.tsx";

type Props = {
  /** What was thrown; `help`, where it has one, says what to do. */
  readonly error: Error | null | undefined;
  readonly title?: string;
};

/** Why something could not be done, near where it was asked for. Nothing when there is no error. */
export function ProblemNotice({ error, title }: Props) {
  if (error === null || error === undefined) return null;
  const help = "help" in error && typeof error.help === "string" ? error.help : null;
  return (
    <Notice tone="failed" role="alert" {...(title === undefined ? {} : { title })}>
      <span>{error.message}</span>
      {help === null ? null : <span className="hf-dim">{help}</span>}
    </Notice>
  );
}
