import type { ReactNode } from "react";
import "./notice.css";

type Props = {
  readonly tone: "failed" | "warning" | "plain";
  readonly title?: string;
  readonly children?: ReactNode;
  /** `alert` is read aloud at once; leave it out for what was there from the start. */
  readonly role?: "alert" | "status";
};

const symbols = { failed: "✕", warning: "▲", plain: "●" } as const;

/** Something to know before going on. */
export function Notice({ tone, title, children, role }: Props) {
  return (
    <div className="notice" data-tone={tone} role={role}>
      <span className="status-symbol" aria-hidden="true">
        {symbols[tone]}
      </span>
      <div className="notice-text">
        {title === undefined ? null : <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
}
