import type { Schemas } from "#client/client.ts";
import { paths } from "../../paths.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useFailure } from "./entity-queries.ts";
import { PageLink } from "./page-link.tsx";
import { RefLink } from "./ref-link.tsx";

const shownMost = 40;
/** What people ask for first: what users see, then what carries it. */
const weights: readonly string[] = ["function", "service", "component", "site", "vendor", "team", "person"];
const weightOf = (ref: string) => weights.indexOf(ref.slice(0, ref.indexOf(":")));

function Refs({ refs }: { readonly refs: readonly string[] }) {
  const ordered = refs.toSorted((one, other) => weightOf(one) - weightOf(other) || (one < other ? -1 : 1));
  return (
    <ul className="entity-names">
      {ordered.slice(0, shownMost).map((ref) => (
        <li key={ref}>
          <RefLink to={ref} />
        </li>
      ))}
      {ordered.length > shownMost ? <li className="hf-dim">and {ordered.length - shownMost} more</li> : null}
    </ul>
  );
}

function Impact({ impact }: { readonly impact: Schemas["ImpactReport"] }) {
  const { down, degraded, thinner } = impact;
  if (down.length + degraded.length + thinner.length === 0) {
    return <p className="hf-dim">Nothing else is down or degraded without it.</p>;
  }
  return (
    <>
      {down.length === 0 ? null : (
        <>
          <h3>Down ({down.length})</h3>
          <Refs refs={down.map(({ ref }) => ref)} />
        </>
      )}
      {degraded.length === 0 ? null : (
        <>
          <h3>Degraded ({degraded.length})</h3>
          <Refs refs={degraded.map(({ ref }) => ref)} />
        </>
      )}
      {thinner.length === 0 ? null : (
        <>
          <h3>Still up, without a spare ({thinner.length})</h3>
          <Refs refs={thinner} />
        </>
      )}
    </>
  );
}

/** What its loss takes down, and what can take it down by failing alone. */
export function EntityFailure({ target }: { readonly target: string }) {
  const { impact, points } = useFailure(target);
  const found = points.data?.points ?? [];
  return (
    <div className="entity-pair">
      <Panel
        title="If it fails"
        aside={
          <PageLink to={paths.map} search={{ fail: target }} isOnlyLink>
            on the map
          </PageLink>
        }
      >
        <div className="panel-body hf-stack">
          <ProblemNotice error={impact.error} title="What it takes down cannot be worked out" />
          {impact.isLoading ? <Skeleton label="Working out what it takes down" lines={3} /> : null}
          {impact.data === undefined ? null : <Impact impact={impact.data} />}
        </div>
      </Panel>
      <Panel
        title="What takes it down alone"
        aside={<span className="hf-dim">{points.data ? found.length : ""}</span>}
      >
        <div className="panel-body hf-stack">
          <ProblemNotice error={points.error} title="Its single points of failure cannot be worked out" />
          {points.isLoading ? <Skeleton label="Looking for single points of failure" lines={3} /> : null}
          {points.data === undefined ? null : found.length === 0 ? (
            <p className="hf-dim">
              No single failure of something else takes it down, as far as documents say.
            </p>
          ) : (
            <Refs refs={found.map(({ ref }) => ref)} />
          )}
          {(points.data?.more ?? 0) > 0 ? <p className="hf-dim">and {points.data?.more} more</p> : null}
        </div>
      </Panel>
    </div>
  );
}
