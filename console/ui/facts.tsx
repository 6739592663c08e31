import type { ReactNode } from "react";
import "./facts.css";

type Props = { readonly rows: readonly (readonly [name: string, value: ReactNode])[] };

/** Names and values, aligned. Rows without a value are left out. */
export function Facts({ rows }: Props) {
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([name, value]) => (
          <div key={name} className="facts-row">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
