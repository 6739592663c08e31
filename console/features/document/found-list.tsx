import type { Diagnostic } from "#core/model/diagnostic.ts";
import { StatusMark } from "../../ui/status-mark.tsx";

/** How each severity is marked everywhere documents are judged. */
export const severityKinds = { error: "failed", warning: "warning", info: "not-verified" } as const;

type Props = {
  readonly found: readonly Diagnostic[];
  /** Goes to the place of a finding; absent where it is in another document. */
  readonly onOpen?: (diagnostic: Diagnostic) => void;
};

/** More than this is read in the text itself. */
const shownMax = 200;

/** Findings, one below the other, each with what to do and its place. */
export function FoundList({ found, onOpen }: Props) {
  return (
    <ul className="document-list">
      {found.slice(0, shownMax).map((diagnostic) => {
        const { code, severity, message, help, place } = diagnostic;
        const where = onOpen === undefined ? (place.ref ?? place.file) : `line ${place.span.line}`;
        return (
          <li
            key={`${code} ${place.file} ${place.span.line} ${place.span.column} ${message}`}
            className="found-row"
          >
            <StatusMark kind={severityKinds[severity]} word={severity} />
            <span>
              <bdi>{message}</bdi>
              {help === null ? null : (
                <span className="hf-dim">
                  {" "}
                  <bdi>{help}</bdi>
                </span>
              )}
            </span>
            {onOpen === undefined ? (
              <span className="hf-dim">{where}</span>
            ) : (
              <button type="button" className="found-place" onClick={() => onOpen(diagnostic)}>
                {where}
              </button>
            )}
          </li>
        );
      })}
      {found.length > shownMax ? (
        <li className="panel-body hf-dim">{`and ${found.length - shownMax} more`}</li>
      ) : null}
    </ul>
  );
}
