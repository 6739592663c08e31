import { Link } from "@tanstack/react-router";
import type { RunView } from "#core/run/view.ts";
import { paths } from "../../paths.ts";
import { useRunbooks } from "../runs/start-queries.ts";

const away: ReadonlySet<string> = new Set(["failover", "evacuate"]);

/** After a recovery that moved something away: the runbooks that bring it back, for nothing comes back by itself. */
export function WayBack({ run }: { readonly run: RunView }) {
  const isAway = run.mode === "live" && run.result === "succeeded" && away.has(run.purpose);
  const runbooks = useRunbooks(isAway).data ?? [];
  const back = runbooks.filter(
    ({ purpose, recovers }) => purpose === "failback" && recovers.some((ref) => run.recovers.includes(ref)),
  );
  if (!isAway || back.length === 0) return null;
  return (
    <p className="hf-screen-only">
      Once what failed is repaired:{" "}
      {back.map(({ name, title }, index) => (
        <span key={name}>
          {index === 0 ? "" : ", "}
          <Link to={paths.runs} search={{ start: name }}>
            <bdi>{title}</bdi>
          </Link>
        </span>
      ))}
      . Nothing fails back by itself.
    </p>
  );
}
