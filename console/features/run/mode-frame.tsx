import type { ReactNode } from "react";
import type { RunMode } from "#core/model/run-plan.ts";
import { modeMeaning } from "./step-status.ts";
import "./mode-frame.css";

type Props = { readonly mode: RunMode; readonly children: ReactNode };

/**
 * A frame around what is not live, with its name on every edge: nobody shall take a rehearsal for
 * the real thing, or the other way round. Live runs have none: the frame means "not real".
 */
export function ModeFrame({ mode, children }: Props) {
  if (mode === "live") return children;
  const word = mode.toUpperCase();
  return (
    <div className="mode-frame" data-mode={mode}>
      <p className="mode-band">
        <strong>{word}</strong> <span>{modeMeaning[mode]}</span>
      </p>
      <div className="mode-edge mode-left" aria-hidden="true">
        {`${word} · NOT LIVE`}
      </div>
      <div className="mode-inside">{children}</div>
      <div className="mode-edge mode-right" aria-hidden="true">
        {`${word} · NOT LIVE`}
      </div>
      <p className="mode-band mode-bottom" aria-hidden="true">
        <strong>{word}</strong> <span>not live</span>
      </p>
    </div>
  );
}
