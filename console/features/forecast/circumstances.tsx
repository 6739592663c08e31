import { useId } from "react";
import type { ForecastSearch } from "./forecast-search.ts";

type Props = {
  readonly search: ForecastSearch;
  readonly onChange: (next: Pick<ForecastSearch, "at" | "outage">) => void;
};

/** The instant as the field of the browser takes it, in the browser's zone. */
function localText(at: string | undefined): string {
  if (at === undefined) return "";
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** When it begins, and from where the clock counts. */
export function CircumstancesFields({ search, onChange }: Props) {
  const id = useId();
  const { at, outage } = search;
  return (
    <div className="hf-row circumstances">
      <label htmlFor={`${id}-at`}>Begins</label>
      <input
        id={`${id}-at`}
        type="datetime-local"
        value={localText(at)}
        aria-describedby={`${id}-at-why`}
        onChange={(event) => {
          const moment = new Date(event.currentTarget.value);
          const isMoment = !Number.isNaN(moment.getTime());
          onChange({ ...(outage === true && { outage }), ...(isMoment && { at: moment.toISOString() }) });
        }}
      />
      <span className="hf-dim" id={`${id}-at-why`}>
        {at === undefined ? "any time: all of each team" : "the rosters of that time count"}
      </span>
      <label className="hf-row">
        <input
          type="checkbox"
          checked={outage === true}
          onChange={(event) =>
            onChange({
              ...(at !== undefined && { at }),
              ...(event.currentTarget.checked && { outage: true }),
            })
          }
        />
        count in noticing and deciding
      </label>
    </div>
  );
}
