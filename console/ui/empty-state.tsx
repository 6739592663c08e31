import type { ReactNode } from "react";
import "./empty-state.css";

type Props = {
  /** What is not there, as a plain statement. */
  readonly title: string;
  /** The one thing to do next: a link or a button. */
  readonly action?: ReactNode;
  /** What would stand here, why it matters, and how it comes to be here. */
  readonly children?: ReactNode;
};

/** Stands where nothing is yet, and teaches how something comes to be there. */
export function EmptyState({ title, action, children }: Props) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      {children === undefined ? null : <div className="empty-state-text">{children}</div>}
      {action === undefined ? null : <div>{action}</div>}
    </div>
  );
}
