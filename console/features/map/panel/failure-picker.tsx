import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { placesOf } from "../model/failed-nodes.ts";
import { isNamed } from "../model/map-filter.ts";
import type { MapModel } from "../model/map-model.ts";

const shownMax = 8;

type Option = { readonly ref: string; readonly title: string };

/** What the words mean: scenarios first, then nodes in the order of references. */
function optionsFor(model: MapModel, typed: string): readonly Option[] {
  const words = typed.toLowerCase().trim();
  if (words === "") return [];
  const found: Option[] = model.scenarios.filter(({ ref, title }) => {
    const text = `${ref} ${title.toLowerCase()}`;
    return words.split(/\s+/).every((word) => text.includes(word));
  });
  for (let node = 0; node < model.refs.length && found.length < shownMax; node += 1) {
    if (isNamed(model, node, words)) found.push({ ref: model.refs[node]!, title: model.titles[node]! });
  }
  return found.slice(0, shownMax);
}

type Props = {
  readonly model: MapModel;
  readonly chosen: readonly string[];
  readonly onToggle: (ref: string) => void;
  readonly onPoint: (node: number | null) => void;
};

/** Finds what is to fail by name (WAI-ARIA APG, combobox); what is pointed at is tried at once. */
export function FailurePicker({ model, chosen, onToggle, onPoint }: Props) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const options = useMemo(() => optionsFor(model, typed), [model, typed]);
  const point = (place: number) => {
    setAt(place);
    onPoint(placesOf(model).get(options[place]?.ref ?? "") ?? null);
  };
  const take = (option: Option | undefined) => {
    if (option === undefined) return;
    onPoint(null);
    onToggle(option.ref);
    setTyped("");
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") take(options[at]);
    else if (event.key === "Escape" && typed !== "") {
      setTyped("");
      onPoint(null);
    } else if (event.key === "ArrowDown") point(Math.min(options.length - 1, at + 1));
    else if (event.key === "ArrowUp") point(Math.max(0, at - 1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isOpen = options.length > 0;
  return (
    <div className="map-picker">
      <input
        type="text"
        role="combobox"
        aria-label="Let something fail: a node, a site, a vendor, a scenario"
        placeholder="Let fail: name of anything…"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-activedescendant={isOpen ? `${id}-${at}` : undefined}
        autoComplete="off"
        dir="auto"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onBlur={() => onPoint(null)}
        onKeyDown={onKeyDown}
      />
      {isOpen ? (
        <ul role="listbox" id={`${id}-list`} aria-label="What can fail">
          {options.map((option, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox above
            <li
              key={option.ref}
              id={`${id}-${place}`}
              role="option"
              aria-selected={place === at}
              onPointerEnter={() => point(place)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(option)}
            >
              <bdi>{option.title}</bdi> <span className="hf-dim">{option.ref}</span>
              {chosen.includes(option.ref) ? " ✕ chosen" : ""}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
