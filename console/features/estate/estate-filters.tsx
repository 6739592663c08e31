import { standingWords } from "../entity/standing.tsx";
import type { EstateSearch, KindName } from "./estate-search.ts";
import type { Choices } from "./filter-rows.ts";

type Props = {
  readonly kind: KindName;
  readonly search: EstateSearch;
  readonly choices: Choices;
  /** Changes what is named; empty takes a filter away. */
  readonly onChange: (part: { readonly [name in keyof EstateSearch]?: string }) => void;
};

type ChoiceProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChange: (value: string) => void;
};

/** One filter; absent where there is nothing to choose. */
function Choice({ label, value = "", options, onChange }: ChoiceProps) {
  if (options.length === 0 && value === "") return null;
  const isListed = value === "" || options.some(([one]) => one === value);
  return (
    <label className="estate-choice">
      <span className="hf-hidden">{label}</span>
      <select value={value} data-set={value !== ""} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{label}: all</option>
        {isListed ? null : <option value={value}>{value}</option>}
        {options.map(([one, text]) => (
          <option key={one} value={one}>
            {`${label}: ${text}`}
          </option>
        ))}
      </select>
    </label>
  );
}

const named = (refs: readonly string[]) => refs.map((ref) => [ref, ref.slice(ref.indexOf(":") + 1)] as const);

const wrongs = [
  ["error", "errors"],
  ["warning", "warnings"],
  ["stale", "stale parts"],
] as const;

const standings = Object.entries(standingWords);

const measuredWays = [
  ["yes", "in a live recovery"],
  ["no", "never"],
] as const;

/** Which rows are shown. */
export function EstateFilters({ kind, search, choices, onChange }: Props) {
  const isAnySet = ["team", "site", "tier", "standing", "measured", "wrong"].some((name) => name in search);
  return (
    <>
      <Choice
        label="Team"
        value={search.team}
        options={named(choices.teams)}
        onChange={(team) => onChange({ team })}
      />
      <Choice
        label="Site"
        value={search.site}
        options={named(choices.sites)}
        onChange={(site) => onChange({ site })}
      />
      <Choice
        label={kind === "function" ? "Priority" : "Tier"}
        value={search.tier}
        options={choices.tiers.map((tier) => [tier, tier])}
        onChange={(tier) => onChange({ tier })}
      />
      {kind === "service" ? (
        <>
          <Choice
            label="In time"
            value={search.standing}
            options={standings}
            onChange={(standing) => onChange({ standing })}
          />
          <Choice
            label="Measured"
            value={search.measured}
            options={measuredWays}
            onChange={(measured) => onChange({ measured })}
          />
        </>
      ) : null}
      <Choice label="With" value={search.wrong} options={wrongs} onChange={(wrong) => onChange({ wrong })} />
      {isAnySet ? (
        <button
          type="button"
          className="hf-button"
          onClick={() => onChange({ team: "", site: "", tier: "", standing: "", measured: "", wrong: "" })}
        >
          Show all
        </button>
      ) : null}
    </>
  );
}
