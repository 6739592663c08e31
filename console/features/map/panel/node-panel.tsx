import { useEffect, useState } from "react";
import { RefLink } from "../../entity/ref-link.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { depthMax } from "../map-search.ts";
import { linksAt } from "../model/adjacency.ts";
import { kindOf, linkBits, type MapModel } from "../model/map-model.ts";
import { directions } from "../model/neighbourhood.ts";
import type { MapView } from "../use-map-view.ts";
import type { MapPairs } from "../worker/map-answers.ts";
import { NodeName, StateMark } from "./node-name.tsx";

const listedMax = 12;
const pairsShown = 20;

/** What a link is, in words. */
export function linkWords(bits: number, calls: number): string {
  const counted = calls < 0 ? "" : `, ${calls.toLocaleString("en")} calls`;
  if ((bits & linkBits.undeclared) !== 0) {
    const hint = (bits & linkBits.hint) !== 0;
    return hint ? "named by a setting, not declared" : `observed, not declared${counted}`;
  }
  const parts = [
    (bits & linkBits.soft) !== 0 ? "soft" : (bits & linkBits.group) !== 0 ? "one of a group" : "hard",
    ...((bits & linkBits.startup) !== 0 ? ["only at start"] : []),
    ...((bits & linkBits.implied) !== 0 ? ["where it stands"] : []),
    ...((bits & linkBits.seen) !== 0 ? [`observed${counted}`] : []),
    ...((bits & linkBits.neverSeen) !== 0 ? ["declared, never observed"] : []),
  ];
  return parts.join(", ");
}

type ListProps = {
  readonly view: MapView;
  readonly title: string;
  readonly links: Int32Array;
  readonly side: "from" | "to";
};

function LinkList({ view, title, links, side }: ListProps) {
  const { model } = view.map;
  return (
    <section aria-label={title}>
      <h3>
        {title} <span className="hf-dim">{links.length}</span>
      </h3>
      <ul className="map-links">
        {[...links.subarray(0, listedMax)].map((link) => (
          <li key={link}>
            <NodeName model={model} node={model.links[side][link]!} onShow={view.setActive} />{" "}
            <span className="hf-dim">{linkWords(model.links.bits[link]!, model.links.calls[link]!)}</span>
          </li>
        ))}
      </ul>
      {links.length > listedMax ? <p className="hf-dim">and {links.length - listedMax} more</p> : null}
    </section>
  );
}

function Pairs({ view, node }: { readonly view: MapView; readonly node: number }) {
  const { desk, model } = view.map;
  const [found, setFound] = useState<MapPairs | "asking" | Error | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: pairs are those of one node
  useEffect(() => setFound(null), [node]);
  if (found === null) {
    const look = () => {
      setFound("asking");
      desk.ask({ type: "pairs", node }).then(setFound, (error: unknown) => {
        setFound(error instanceof Error ? error : new Error(String(error)));
      });
    };
    return (
      <p>
        <button type="button" className="hf-button" onClick={look}>
          Which two together take it down?
        </button>
      </p>
    );
  }
  if (found === "asking") return <p role="status">Trying pairs of failures…</p>;
  if (found instanceof Error) return <p role="alert">The pairs could not be worked out: {found.message}</p>;
  const { pairs, isComplete } = found;
  return (
    <section aria-label="Pairs">
      <h3>
        Two together, neither alone{" "}
        <span className="hf-dim">
          {pairs.length}
          {isComplete ? "" : " or more"}
        </span>
      </h3>
      {pairs.length === 0 ? (
        <p className="hf-dim">No two failures take it down that would not alone.</p>
      ) : null}
      <ul className="map-links">
        {pairs.slice(0, pairsShown).map(([one, other]) => (
          <li key={`${one} ${other}`}>
            <button
              type="button"
              className="map-name"
              onClick={() => view.choosing.replace([model.refs[one]!, model.refs[other]!])}
            >
              <bdi>{model.titles[one]!}</bdi> and <bdi>{model.titles[other]!}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {pairs.length > pairsShown ? <p className="hf-dim">and {pairs.length - pairsShown} more</p> : null}
    </section>
  );
}

function Facts({
  model,
  node,
  radius,
}: {
  readonly model: MapModel;
  readonly node: number;
  readonly radius: number | null;
}) {
  const parts = [
    ["Site", model.site[node]!],
    ["Owner", model.team[node]!],
    ["Supplied by", model.vendor[node]!],
  ] as const;
  return (
    <dl className="map-facts">
      {parts.map(([label, other]) =>
        other < 0 ? null : (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <RefLink to={model.refs[other]!} title={model.titles[other]} isKindKnown />
            </dd>
          </div>
        ),
      )}
      {model.tier[node]! > 0 ? (
        <div>
          <dt>Tier</dt>
          <dd>{model.tier[node]}</dd>
        </div>
      ) : null}
      <div>
        <dt>Alone takes down</dt>
        <dd>{radius === null ? "working it out…" : radius === 0 ? "nothing else" : `◎ ${radius} others`}</dd>
      </div>
    </dl>
  );
}

function Around({ view, node }: { readonly view: MapView; readonly node: number }) {
  const { search, setSearch, map } = view;
  const at = map.model.refs[node]!;
  return (
    <p className="map-around">
      <label>
        Show{" "}
        <select
          value={search.depth ?? 0}
          onChange={(event) => {
            const depth = Number(event.currentTarget.value);
            setSearch({ depth: depth === 0 ? undefined : depth, at });
          }}
        >
          <option value={0}>everything</option>
          {Array.from({ length: depthMax }, (_, less) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: numbers in order
            <option key={less} value={less + 1}>
              {less + 1} {less === 0 ? "link" : "links"} around it
            </option>
          ))}
        </select>
      </label>{" "}
      <label>
        towards{" "}
        <select
          value={search.toward ?? "both"}
          onChange={(event) => {
            const toward = directions.find((one) => one === event.currentTarget.value);
            setSearch({ toward: toward === "both" ? undefined : toward });
          }}
        >
          <option value="both">both sides</option>
          <option value="needs">what it needs</option>
          <option value="needed-by">what needs it</option>
        </select>
      </label>
    </p>
  );
}

/** The node that is looked at: how it is, what it hangs on, and what hangs on it. */
export function NodePanel({ view }: { readonly view: MapView }) {
  const { active, map, impact, choosing, radii, setPointed } = view;
  const { model } = map;
  if (active === null) return null;
  const ref = model.refs[active]!;
  const isChosen = choosing.history.present.includes(ref);
  return (
    <Panel title={model.titles[active]!} aside={<StateMark state={impact.states[active]!} />}>
      <div className="panel-body hf-stack">
        <p>
          <RefLink to={ref} title={ref} isKindKnown />
          {model.undescribed[active] === 1 ? (
            <span className="hf-dim">
              {" "}
              No valid document describes this {kindOf(model, active)}: what it relies on is unknown.
            </span>
          ) : null}
        </p>
        <p className="map-tools">
          <button
            type="button"
            className="hf-button"
            aria-pressed={isChosen}
            onPointerEnter={() => setPointed(active)}
            onPointerLeave={() => setPointed(null)}
            onFocus={() => setPointed(active)}
            onBlur={() => setPointed(null)}
            onClick={() => choosing.toggle(ref)}
          >
            {isChosen ? "Do not let it fail" : "Let it fail"}
          </button>
        </p>
        <Facts model={model} node={active} radius={radii === null ? null : radii[active]!} />
        <Around view={view} node={active} />
        <LinkList view={view} title="Needs" links={linksAt(model.needs, active)} side="to" />
        <LinkList view={view} title="Needed by" links={linksAt(model.neededBy, active)} side="from" />
        <Pairs view={view} node={active} />
      </div>
    </Panel>
  );
}
