import { Link } from "@tanstack/react-router";
import { memo, useMemo } from "react";
import { paths } from "../../../paths.ts";
import { RefLink } from "../../entity/ref-link.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { hitFirst, impactRow, recoveriesOf } from "../model/impact-rows.ts";
import type { MapModel } from "../model/map-model.ts";
import { nodeStates, type StateCounts, stateNumber } from "../model/node-state.ts";
import type { Impact } from "../use-impact.ts";
import type { MapView } from "../use-map-view.ts";
import { NodeName, StateMark } from "./node-name.tsx";

const rowsMax = 60;

function Counts({ now, preview }: { readonly now: StateCounts; readonly preview: StateCounts }) {
  const more = (before: number, after: number) => {
    if (before === after) return null;
    return <span className="map-more"> {after > before ? `+${after - before}` : `−${before - after}`}</span>;
  };
  const shown = ["failed", "down", "degraded", "thinner"] as const;
  return (
    <div className="map-counts" role="status">
      {shown.map((state) => (
        <span key={state}>
          <StateMark state={stateNumber(state)} count={now[state]} />
          {more(now[state], preview[state])}
        </span>
      ))}
      <span>
        <strong>{now.servicesDown}</strong> {now.servicesDown === 1 ? "service" : "services"} down
        {more(now.servicesDown, preview.servicesDown)}
      </span>
      <span>
        <strong>{now.functionsHit}</strong> {now.functionsHit === 1 ? "function" : "functions"} hit
        {more(now.functionsHit, preview.functionsHit)}
      </span>
    </div>
  );
}

type RowProps = {
  readonly model: MapModel;
  readonly impact: Pick<Impact, "states" | "reasons">;
  readonly node: number;
  readonly onShow: (node: number) => void;
};

function Row({ model, impact: { states, reasons }, node, onShow }: RowProps) {
  const row = reasons === null ? null : impactRow(model, recoveriesOf(model), states, reasons, node);
  return (
    <li className="map-hit">
      <StateMark state={states[node]!} />
      <div>
        <NodeName model={model} node={node} onShow={onShow} />
        {row === null || row.because.length === 0 ? null : (
          <p className="map-because">
            because of{" "}
            {row.because.map((one, at) => (
              <span key={one}>
                {at === 0 ? "" : " → "}
                <NodeName model={model} node={one} onShow={onShow} />
              </span>
            ))}
          </p>
        )}
        {row === null || row.recoverableBy.length === 0 ? null : (
          <p className="map-because">
            brought back by{" "}
            {row.recoverableBy.map((ref) => (
              <RunbookLinks key={ref} model={model} runbook={ref} />
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

type HitsProps = Omit<RowProps, "node"> & { readonly nodes: readonly number[]; readonly more: number };

/** Pointing at something changes nothing here: it is not drawn again. */
const Hits = memo(function Hits({ nodes, more, ...rest }: HitsProps) {
  return (
    <ul className="map-hits" aria-label={`Hit first, of ${nodes.length + more}`}>
      {nodes.map((node) => (
        <Row key={node} node={node} {...rest} />
      ))}
    </ul>
  );
});

function RunbookLinks({ model, runbook }: { readonly model: MapModel; readonly runbook: string }) {
  const title = model.runbooks.find(({ ref }) => ref === runbook)?.title;
  const name = runbook.slice(runbook.indexOf(":") + 1);
  return (
    <span className="map-runbook">
      <RefLink to={runbook} title={title} isKindKnown /> (
      <Link to={paths.forecastRunbook} params={{ runbook: name }}>
        forecast
      </Link>
      ,{" "}
      <Link to={paths.runs} search={{ start: name }}>
        start
      </Link>
      )
    </span>
  );
}

/** What the chosen failures do, what the business sees first. */
export function ImpactPanel({ view }: { readonly view: MapView }) {
  const { impact, counts, map, choosing } = view;
  const { nodes, more } = useMemo(() => hitFirst(map.model, impact.states, rowsMax), [map, impact.states]);
  const { states, reasons } = impact;
  const settled = useMemo(() => ({ states, reasons }), [states, reasons]);
  const isAny = choosing.failed.nodes.length > 0;
  return (
    <Panel title="What falls">
      <div className="panel-body hf-stack">
        <Counts {...counts} />
        {isAny && nodes.length === 0 ? (
          <p className="hf-dim">
            Nothing else falls: whatever needs it has something else to rely on, or nothing does.
          </p>
        ) : null}
        {nodes.length === 0 ? null : (
          <Hits model={map.model} impact={settled} nodes={nodes} more={more} onShow={view.setActive} />
        )}
        {more > 0 ? (
          <p>
            <button
              type="button"
              className="map-name"
              onClick={() => view.setSearch({ show: "table", state: lostStates })}
            >
              {more} more in the table
            </button>
          </p>
        ) : null}
      </div>
    </Panel>
  );
}

const lostStates = nodeStates.filter((state) => state === "degraded" || state === "down").join(",");
