import { useMemo } from "react";
import { Icon } from "../../ui/icon.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { type LinkFilter, linkFilters, listOf } from "./map-search.ts";
import { type Grouping, groupings } from "./model/grouping.ts";
import { kindOf, type MapModel, nodeKinds } from "./model/map-model.ts";
import { nodeStates, stateWords } from "./model/node-state.ts";
import type { MapView } from "./use-map-view.ts";

const groupWords: { readonly [by in Grouping]: string } = {
  site: "site",
  team: "team",
  tier: "tier",
  none: "nothing",
};

const linkWords: { readonly [filter in LinkFilter]: string } = {
  all: "all links",
  declared: "declared links",
  "observed-only": "observed, not declared",
  "never-seen": "declared, never observed",
};

type Choice = { readonly value: string; readonly label: string };

type FilterProps = {
  readonly label: string;
  readonly chosen: readonly string[];
  readonly choices: readonly Choice[];
  readonly onChange: (chosen: readonly string[]) => void;
};

/** Several of a list, folded away behind a word that tells how many are chosen. */
function Filter({ label, chosen, choices, onChange }: FilterProps) {
  if (choices.length === 0) return null;
  const known = new Set(chosen);
  return (
    <details className="map-filter">
      <summary>
        <Icon name="filter" size={12} /> {label}
        {chosen.length === 0 ? "" : ` (${chosen.length})`}
      </summary>
      <fieldset>
        <legend className="hf-hidden">{label}</legend>
        {choices.map(({ value, label: word }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={known.has(value)}
              onChange={() =>
                onChange(known.has(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
              }
            />{" "}
            <bdi>{word}</bdi>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** So many of them can be read in a list; of more the search finds what is meant. */
const choicesMax = 200;

function ownersOf(model: MapModel, column: Int32Array): readonly Choice[] {
  const found = new Set<number>();
  for (const node of column) if (node >= 0) found.add(node);
  return [...found]
    .sort((one, other) => one - other)
    .slice(0, choicesMax)
    .map((node) => ({ value: model.refs[node]!, label: model.titles[node]! }));
}

function Filters({ view }: { readonly view: MapView }) {
  const { search, setSearch, map } = view;
  const { model } = map;
  const choices = useMemo(() => {
    const kinds = nodeKinds.filter((kind) => model.refs.some((_, node) => kindOf(model, node) === kind));
    return {
      kind: kinds.map((kind) => ({ value: kind, label: kind })),
      site: ownersOf(model, model.site),
      team: ownersOf(model, model.team),
      tier: [...new Set(model.tier)].filter((tier) => tier > 0).sort((one, other) => one - other),
    };
  }, [model]);
  const states = nodeStates.map((state) => ({ value: state, label: `${stateWords[state].mark} ${state}` }));
  const tiers = choices.tier.map((tier) => ({ value: String(tier), label: `Tier ${tier}` }));
  const all = [
    ["Kind", "kind", choices.kind],
    ["Site", "site", choices.site],
    ["Team", "team", choices.team],
    ["Tier", "tier", tiers],
    ["State", "state", states],
  ] as const;
  return all.map(([label, name, of]) => (
    <Filter
      key={name}
      label={label}
      chosen={listOf(search[name])}
      choices={of}
      onChange={(chosen) => setSearch({ [name]: chosen.join(",") })}
    />
  ));
}

/** By what nodes are put together, and which links count. */
function Selections({ view }: { readonly view: MapView }) {
  const { search, setSearch, map } = view;
  return (
    <>
      <label>
        Group by{" "}
        <select
          value={search.group ?? "site"}
          onChange={(event) => {
            const group = groupings.find((one) => one === event.currentTarget.value);
            setSearch({ group: group === "site" ? undefined : group, open: undefined });
          }}
        >
          {groupings.map((by) => (
            <option key={by} value={by}>
              {groupWords[by]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="hf-hidden">Links: </span>
        <select
          value={search.links ?? "all"}
          onChange={(event) => {
            const links = linkFilters.find((one) => one === event.currentTarget.value);
            setSearch({ links: links === "all" ? undefined : links });
          }}
        >
          {linkFilters.map((filter) => (
            <option
              key={filter}
              value={filter}
              disabled={
                !map.model.observed.isLookedAt && (filter === "observed-only" || filter === "never-seen")
              }
            >
              {linkWords[filter]}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

const filterNames = [
  "kind",
  "site",
  "team",
  "tier",
  "state",
  "links",
  "q",
  "depth",
  "toward",
  "open",
] as const;

/** What is shown of the estate, and how it is put together. */
export function MapToolbar({ view }: { readonly view: MapView }) {
  const { search, setSearch, matches, active, setActive } = view;
  const isFiltered = filterNames.some((name) => search[name] !== undefined);
  const toNext = () => {
    const found = [...(matches ?? [])];
    if (found.length === 0) return;
    setActive(found[(found.indexOf(active ?? -1) + 1) % found.length]!);
  };
  return (
    <form
      className="map-toolbar"
      aria-label="What is shown"
      onSubmit={(event) => {
        event.preventDefault();
        toNext();
      }}
    >
      <SearchField
        label="Find on the map"
        placeholder="Find… (Enter: next)"
        value={search.q ?? ""}
        onChange={(q) => setSearch({ q })}
      />
      {matches === null ? null : (
        <span role="status" className="hf-dim">
          {matches.size} found
        </span>
      )}
      <Selections view={view} />
      <Filters view={view} />
      {isFiltered ? (
        <button
          type="button"
          className="hf-button"
          onClick={() => setSearch(Object.fromEntries(filterNames.map((name) => [name, undefined])))}
        >
          Show all
        </button>
      ) : null}
    </form>
  );
}
