/** What can start a clock: something that happened to the incident, or a report that was handed in. */
export type ClockStart =
  | "impact-began"
  | "aware"
  | "classified-major"
  | "materiality-determined"
  | "outside-tolerance"
  | `submitted:${string}`;

/** How long a limit is. Months keep the day of the month, business days leave out weekends and holidays. */
export type Span =
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly months: number }
  | { readonly businessDays: number; readonly timeZone: string; readonly closesAt: string };

/** One time limit. A clock with several is due at the earliest. */
export type Limit = {
  readonly from: ClockStart;
  readonly within: Span;
  /** The limit does not bind when `later` came more than `hours` after `from`: another limit then stands alone. */
  readonly unless?: { readonly later: ClockStart; readonly hours: number };
  readonly citation: string;
};

/** What is to be handed in, by when. Only the record of its submission stops it. */
export type ClockRule = {
  /** Unique in all packs: `dora-initial`. */
  readonly id: string;
  readonly title: string;
  /** The report whose submission stops the clock; also starts others as `submitted:<report>`. */
  readonly report: string;
  readonly to: string;
  readonly limits: readonly Limit[];
  /** A limit that ends on a weekend or holiday may be kept by this hour of the next working day, if the entity is not excluded. */
  readonly rollsOver?: { readonly until: string; readonly notFor: string; readonly citation: string };
};

/** The clocks of one law, as data: what counts from when, by which article, in force between which days. */
export type RegulationPack = {
  readonly id: string;
  readonly title: string;
  readonly authority: string;
  readonly effectiveFrom: string;
  /** The last day on which it is in force; null while it has none. */
  readonly effectiveTo: string | null;
  readonly holidays: HolidayCalendar | null;
  readonly rules: readonly ClockRule[];
};

/** Days on which a place does not work, by rule, so that no list of years runs out. */
export type HolidayCalendar = "us-federal" | "target";
