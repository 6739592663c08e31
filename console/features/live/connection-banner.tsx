import { formatCoarse } from "../../ui/format-duration.ts";
import { useNow } from "../../ui/use-now.ts";
import { useConnection } from "./connection.ts";
import "./connection-banner.css";

/** Says that the page no longer follows the server, and how old it is. Nothing while all is well. */
export function ConnectionBanner() {
  const { status, heardAt, reason } = useConnection();
  const now = useNow();
  if (status !== "lost") return null;
  const age = heardAt === null ? null : Math.max(0, Math.round((now - heardAt) / 1000));
  return (
    <div className="connection-banner">
      <span aria-hidden="true">▲ </span>
      {/* Only the fact is announced: an age read aloud each second would drown everything else. */}
      <strong role="alert">Connection lost; reconnecting by itself.</strong>{" "}
      {age === null ? "Nothing has been heard yet." : `What you see is ${formatCoarse(age)} old.`}
      {reason === null ? null : <span className="connection-reason"> {reason}</span>}
    </div>
  );
}
