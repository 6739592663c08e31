import {
  type DurationChange,
  durationChangeText,
  type DurationChanges,
  parseDurationChange,
} from "#core/analysis/forecast/duration-change.ts";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";

export const forecastTabs = ["distribution", "steps", "schedule", "runs"] as const;
export type ForecastTab = (typeof forecastTabs)[number];

/** What the address of a forecast holds: whoever is sent it sees the same question. Written as the command line takes it. */
export type ForecastSearch = {
  readonly tab?: ForecastTab;
  /** `team:dba=2,team:net=1` */
  readonly capacity?: string;
  /** `restore=PT20M,fence=50%` */
  readonly duration?: string;
  /** An instant: the rosters of that time count. */
  readonly at?: string;
  /** Noticing and deciding are counted in. */
  readonly outage?: boolean;
  /** The rows of the schedule. */
  readonly rows?: "people" | "steps";
};

/** What the address of the list holds: which runbooks are looked at together. */
export type ForecastListSearch = { readonly runbooks?: string };

/** Reads `?runbooks=a,b`. */
export function parseForecastListSearch(search: Written): ForecastListSearch {
  const runbooks = textIn(search, "runbooks");
  return runbooks === undefined ? {} : { runbooks };
}

type Written = { readonly [key: string]: unknown };

function textIn(search: Written, key: string): string | undefined {
  const value = search[key];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Reads the address; what it does not know is dropped. */
export function parseForecastSearch(search: Written): ForecastSearch {
  const tab = forecastTabs.find((one) => one === search["tab"]);
  const capacity = textIn(search, "capacity");
  const duration = textIn(search, "duration");
  const at = textIn(search, "at");
  const isInstant = at !== undefined && !Number.isNaN(Date.parse(at));
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(capacity === undefined ? {} : { capacity }),
    ...(duration === undefined ? {} : { duration }),
    ...(isInstant ? { at: new Date(at).toISOString() } : {}),
    ...(search["outage"] === true ? { outage: true } : {}),
    ...(search["rows"] === "steps" || search["rows"] === "people" ? { rows: search["rows"] } : {}),
  };
}

/** Names and values of a list such as `a=1,b=2`; the last `=` counts, for no value has one. */
function pairsOf(text: string | undefined): readonly (readonly [name: string, value: string])[] {
  return (text ?? "").split(",").flatMap((pair) => {
    const at = pair.lastIndexOf("=");
    return at < 1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const];
  });
}

/** The changes in an address; what cannot be read is left out. */
export function whatIfOf({ capacity, duration }: Pick<ForecastSearch, "capacity" | "duration">): WhatIf {
  const capacities: { [resource: string]: number } = {};
  for (const [name, value] of pairsOf(capacity)) {
    const units = Number(value);
    if (value !== "" && units >= 0 && units <= 1_000_000) capacities[name] = units;
  }
  const durations: { [step: string]: DurationChange } = {};
  for (const [name, value] of pairsOf(duration)) {
    const change = parseDurationChange(value);
    if (change !== null) durations[name] = change;
  }
  return { capacity: capacities, durations };
}

/** The changes as an address holds them; nothing for none. */
export function searchOf(whatIf: WhatIf): Pick<ForecastSearch, "capacity" | "duration"> {
  const capacity = Object.entries(whatIf.capacity).map(([name, units]) => `${name}=${units}`);
  const duration = durationPairs(whatIf.durations);
  return {
    ...(capacity.length === 0 ? {} : { capacity: capacity.join(",") }),
    ...(duration.length === 0 ? {} : { duration: duration.join(",") }),
  };
}

function durationPairs(durations: DurationChanges): readonly string[] {
  return Object.entries(durations).map(([step, change]) => `${step}=${durationChangeText(change)}`);
}

export function isChanged({ capacity, durations }: WhatIf): boolean {
  return Object.keys(capacity).length > 0 || Object.keys(durations).length > 0;
}

/** Only what the problem knows: names in an old address that no longer exist would be refused by the server. */
export function knownChanges(
  { capacity, durations }: WhatIf,
  steps: ReadonlySet<string>,
  resources: ReadonlySet<string>,
): { readonly whatIf: WhatIf; readonly dropped: readonly string[] } {
  const kept = <Value>(from: { readonly [name: string]: Value }, known: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => known.has(name)));
  const dropped = [
    ...Object.keys(capacity).filter((name) => !resources.has(name)),
    ...Object.keys(durations).filter((name) => !steps.has(name)),
  ];
  return {
    whatIf: { capacity: kept(capacity, resources), durations: kept(durations, steps) },
    dropped,
  };
}

type Command = {
  readonly verb: "forecast" | "schedule";
  readonly runbooks: readonly string[];
  readonly whatIf: WhatIf;
  readonly at: string | null;
  readonly outage: boolean;
  readonly trials: number;
  readonly seed: number;
};

/** The command that gives the same numbers; asked of the server, for it knows what its runs have measured. */
export function commandText({ verb, runbooks, whatIf, at, outage, trials, seed }: Command): string {
  const options = [
    "--server",
    `--runbook ${runbooks.map(quoted).join(" ")}`,
    ...Object.entries(whatIf.capacity).map(([name, units]) => `--capacity ${quoted(`${name}=${units}`)}`),
    ...durationPairs(whatIf.durations).map((pair) => `--duration ${quoted(pair)}`),
    ...(at === null ? [] : [`--at ${at}`]),
    ...(verb === "schedule" || !outage ? [] : ["--outage"]),
    ...(verb === "schedule" ? [] : [`--trials ${trials}`, `--seed ${seed}`]),
  ];
  return `npx holdfast ${verb} ${options.join(" ")}`;
}

function quoted(text: string): string {
  return /^[\w:=./%@-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
