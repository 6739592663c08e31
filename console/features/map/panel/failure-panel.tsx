import { useMemo } from "react";
import { CopyMenu } from "../../../ui/copy-menu.tsx";
import { copyText } from "../../../ui/copy-text.ts";
import { Icon } from "../../../ui/icon.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { impactCommand, placesOf, suppliedOnly } from "../model/failed-nodes.ts";
import { kindOf, type MapModel } from "../model/map-model.ts";
import type { Choosing, MapView } from "../use-map-view.ts";
import { FailurePicker } from "./failure-picker.tsx";

/** So many of a kind are offered as buttons; more are found by typing. */
const offeredMax = 6;

function offers(model: MapModel) {
  const ofKind = (kind: string) =>
    [...model.refs.keys()]
      .filter(
        (node) =>
          kindOf(model, node) === kind && model.neededBy.start[node + 1]! > model.neededBy.start[node]!,
      )
      .slice(0, offeredMax)
      .map((node) => ({ ref: model.refs[node]! as string, title: model.titles[node]! }));
  return [
    { label: "Sites", options: ofKind("site") },
    { label: "Vendors", options: ofKind("vendor") },
    { label: "Scenarios", options: model.scenarios.slice(0, offeredMax) },
  ].filter(({ options }) => options.length > 0);
}

function titleOf(model: MapModel, ref: string): string {
  const node = placesOf(model).get(ref);
  if (node !== undefined) return model.titles[node]!;
  return model.scenarios.find((scenario) => scenario.ref === ref)?.title ?? ref;
}

function Offers({ view }: { readonly view: MapView }) {
  const { model } = view.map;
  const offered = useMemo(() => offers(model), [model]);
  const { history, toggle } = view.choosing;
  const point = (ref: string | null) => view.setPointed(placesOf(model).get(ref ?? "") ?? null);
  return offered.map(({ label, options }) => (
    <div key={label} className="map-offers" role="group" aria-label={label}>
      <span className="hf-dim">{label}</span>
      {options.map(({ ref, title }) => (
        <button
          key={ref}
          type="button"
          className="map-chip"
          aria-pressed={history.present.includes(ref)}
          title={ref}
          onPointerEnter={() => point(ref)}
          onPointerLeave={() => point(null)}
          onFocus={() => point(ref)}
          onBlur={() => point(null)}
          onClick={() => toggle(ref)}
        >
          <bdi>{title}</bdi>
        </button>
      ))}
    </div>
  ));
}

function Chosen({ view }: { readonly view: MapView }) {
  const { model } = view.map;
  const { history, failed, toggle } = view.choosing;
  if (history.present.length === 0) return null;
  return (
    <ul className="map-chosen" aria-label="Chosen to fail">
      {history.present.map((ref) => (
        <li key={ref}>
          <button type="button" className="map-chip" data-chosen onClick={() => toggle(ref)} title={ref}>
            <span aria-hidden="true">✕</span> <bdi>{titleOf(model, ref)}</bdi>
            <span className="hf-hidden"> is chosen to fail: take it back</span>
          </button>
          {failed.unknown.includes(ref) ? <span className="hf-dim"> is not in this estate</span> : null}
        </li>
      ))}
    </ul>
  );
}

function Supplied({ view }: { readonly view: MapView }) {
  const { model } = view.map;
  const { history, failed, replace } = view.choosing;
  const nodes = useMemo(() => suppliedOnly(model, failed.nodes), [model, failed]);
  if (nodes.length === 0) return null;
  const refs = nodes.map((node) => model.refs[node]! as string);
  const isOne = nodes.length === 1;
  return (
    <p className="map-note">
      {nodes.length} {isOne ? "component names" : "components name"} a failed vendor as supplier and{" "}
      {isOne ? "does not say it needs it" : "do not say they need it"}, so nothing of it falls.{" "}
      <button type="button" className="map-name" onClick={() => replace([...history.present, ...refs])}>
        Let {isOne ? "it" : "them"} fail too
      </button>
    </p>
  );
}

/** The command line's own way to the same answer. */
function Command({ view }: { readonly view: MapView }) {
  const { choosing, map } = view;
  const command = impactCommand(map.model, choosing.failed.nodes);
  return (
    <p className="map-command">
      <code>{command}</code>
      <button
        type="button"
        className="hf-button"
        aria-label="Copy the command that gives the same answer"
        onClick={() => void copyText(command, "The command")}
      >
        <Icon name="copy" size={14} />
      </button>
      <button type="button" className="hf-button" onClick={() => choosing.replace([])}>
        Clear
      </button>
    </p>
  );
}

function Tools({ choosing }: { readonly choosing: Choosing }) {
  const { history } = choosing;
  return (
    <span className="map-tools">
      <button
        type="button"
        className="hf-button"
        aria-label="Undo the last choice"
        disabled={history.past.length === 0}
        onClick={choosing.undo}
      >
        <Icon name="undo" size={14} />
      </button>
      <button
        type="button"
        className="hf-button"
        aria-label="Choose again what was undone"
        disabled={history.future.length === 0}
        onClick={choosing.redo}
      >
        <Icon name="redo" size={14} />
      </button>
      <CopyMenu />
    </span>
  );
}

/** What is chosen to fail. Nothing really fails: it is a question. */
export function FailurePanel({ view }: { readonly view: MapView }) {
  const { choosing, map, setPointed } = view;
  const { history, failed } = choosing;
  return (
    <Panel title="What if?" aside={<Tools choosing={choosing} />}>
      <div className="panel-body hf-stack">
        <FailurePicker
          model={map.model}
          chosen={history.present}
          onToggle={choosing.toggle}
          onPoint={setPointed}
        />
        <Offers view={view} />
        <Chosen view={view} />
        <Supplied view={view} />
        {failed.nodes.length === 0 ? (
          <p className="hf-dim">
            Point at something to see what would fall; press it to choose it. On the map: the pointer, or
            arrows and <kbd>f</kbd>. Nothing really fails.
          </p>
        ) : (
          <Command view={view} />
        )}
      </div>
    </Panel>
  );
}
