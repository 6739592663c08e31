import { useQuery } from "@tanstack/react-query";
import { fetchObserved, type Observed } from "../../api/entities.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { Ago } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useActor } from "../identity/actor.ts";
import { RefLink } from "./ref-link.tsx";

type Seen = Observed["reliesOn"][number];

function SeenLine({ seen, way }: { readonly seen: Seen; readonly way: "calls" | "is called by" }) {
  const { ref, isDeclared, isHint, calls, lastSeenAt } = seen;
  return (
    <li>
      <span>
        <span className="hf-dim">{isHint ? "a setting names" : way}</span> <RefLink to={ref} />
      </span>
      <span>
        {isDeclared ? (
          <StatusMark kind="ok" word="declared" />
        ) : (
          <StatusMark kind="warning" word="not declared" />
        )}{" "}
        <span className="hf-dim">
          {calls === null ? null : `${calls.toLocaleString()} calls `}
          {lastSeenAt === null ? null : <Ago at={lastSeenAt} />}
        </span>
      </span>
    </li>
  );
}

function Lines({ observed }: { readonly observed: Observed }) {
  const { reliesOn, reliedOnBy, neverSeen } = observed;
  if (reliesOn.length + reliedOnBy.length + neverSeen.length === 0) {
    return <p className="panel-body hf-dim">Others were looked at, and no call from or to it was seen.</p>;
  }
  return (
    <ul className="entity-lines">
      {reliesOn.map((seen) => (
        <SeenLine key={`to ${seen.ref}`} seen={seen} way="calls" />
      ))}
      {reliedOnBy.map((seen) => (
        <SeenLine key={`from ${seen.ref}`} seen={seen} way="is called by" />
      ))}
      {neverSeen.map((ref) => (
        <li key={`never ${ref}`}>
          <span>
            <span className="hf-dim">declares</span> <RefLink to={ref} />
          </span>
          <StatusMark kind="not-verified" word="never seen" />
        </li>
      ))}
    </ul>
  );
}

/** What was seen to depend on it and it on others, beside what is declared; nothing where nobody has looked. */
export function EntityObserved({ target }: { readonly target: string }) {
  const actor = useActor();
  const { data, error } = useQuery({
    queryKey: queryKeys.observedOf(target, actor),
    queryFn: () => fetchObserved(actor, target),
  });
  if (data !== undefined && !data.isLookedAt && data.fault === null) return null;
  if (data === undefined && error === null) return null;
  return (
    <Panel title="Observed dependencies">
      <ProblemNotice error={error} title="What was observed cannot be read" />
      {data?.fault == null ? null : <Notice tone="warning">{data.fault}</Notice>}
      {data?.isLookedAt === true ? <Lines observed={data} /> : null}
    </Panel>
  );
}
