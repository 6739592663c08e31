import { useEffect } from "react";
import { formatCoarse } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/instant.tsx";
import { setReadOnly } from "../../ui/read-only.ts";
import { useNow } from "../../ui/use-now.ts";
import { useOldestKept } from "../offline/kept-answers.ts";
import { useConnection } from "./connection.ts";
import "./connection-banner.css";

const whyReadOnly = "The server cannot be reached: nothing can be done until it is back.";

/**
 * Says that the page no longer follows the server, and how old it is. Nothing while all is well. While
 * it stands, everything that acts says why it cannot.
 */
export function ConnectionBanner() {
  const { status, heardAt, reason } = useConnection();
  const keptAt = useOldestKept();
  const now = useNow();
  const isLost = status === "lost" || keptAt !== null;
  useEffect(() => {
    setReadOnly(isLost ? whyReadOnly : null);
    return () => setReadOnly(null);
  }, [isLost]);
  if (!isLost) return null;
  const oldest =
    keptAt === null ? heardAt : Math.min(Date.parse(keptAt), heardAt ?? Number.POSITIVE_INFINITY);
  const age = oldest === null ? null : Math.max(0, Math.round((now - oldest) / 1000));
  return (
    <div className="connection-banner">
      <span aria-hidden="true">▲ </span>
      {/* Only the fact is announced: an age read aloud each second would drown everything else. */}
      <strong role="alert">Connection lost; reconnecting by itself.</strong>{" "}
      {age === null ? "Nothing has been heard yet." : `What you see is ${formatCoarse(age)} old.`}
      {keptAt === null ? null : (
        <span>
          {" "}
          The oldest of it is a copy of <Instant at={keptAt} />. It can be read, and nothing can be changed.
        </span>
      )}
      {reason === null ? null : <span className="connection-reason"> {reason}</span>}
    </div>
  );
}
