/** Every address of the console, once. Those of the API stand beside the calls that use them. */
export const paths = {
  home: "/",
  map: "/map",
  estate: "/estate",
  entity: "/estate/$ref",
  findings: "/findings",
  forecast: "/forecast",
  forecastRunbook: "/forecast/$runbook",
  objectives: "/objectives",
  incidents: "/incidents",
  incident: "/incidents/$id",
  detection: "/detection",
  runs: "/runs",
  run: "/runs/$id",
  runPrint: "/runs/$id/print",
  documents: "/documents",
  documentNew: "/documents/new",
  document: "/documents/$ref",
  documentEdit: "/documents/$ref/edit",
  proposals: "/proposals",
  proposalNew: "/proposals/new",
  proposal: "/proposals/$id",
  lab: "/lab",
  signIn: "/sign-in",
  account: "/account",
  access: "/access",
} as const;

/** The ways of looking at a run. */
export const runViews = ["list", "map", "timeline"] as const;
export type RunViewName = (typeof runViews)[number];

/** What the address of a run page holds besides the run, so that a sent link shows what the sender saw. */
export type RunSearch = {
  /** The open step, the same in every view. */
  readonly step?: string;
  /** The slug of the command whose form is open. */
  readonly do?: string;
  /** Absent: the list. */
  readonly view?: Exclude<RunViewName, "list">;
  /** Absent: as it is now. Otherwise the run after so many of its events. */
  readonly at?: number;
  /** A line of the output of the open step. */
  readonly line?: number;
};

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number > 0 ? number : undefined;
}

/** Reads the search of a run page; anything else in the address is dropped. */
export function parseRunSearch(search: { readonly [key: string]: unknown }): RunSearch {
  const { step, do: open, view } = search;
  const [at, line] = [wholeNumber(search["at"]), wholeNumber(search["line"])];
  return {
    // A step may be called 1, which the router reads as a number.
    ...(typeof step === "string" || typeof step === "number" ? { step: String(step) } : {}),
    ...(typeof open === "string" ? { do: open } : {}),
    ...(view === "map" || view === "timeline" ? { view } : {}),
    ...(at === undefined ? {} : { at }),
    ...(line === undefined ? {} : { line }),
  };
}

/** What the address of the list of runs holds. */
export type RunsSearch = {
  readonly status?: "open" | "finished" | undefined;
  readonly q?: string | undefined;
  /** The runbook that is about to be started; empty while none is chosen. */
  readonly start?: string;
};

/** Reads the search of the list of runs; anything else in the address is dropped. */
export function parseRunsSearch(search: { readonly [key: string]: unknown }): RunsSearch {
  const { status, q, start } = search;
  return {
    ...(status === "open" || status === "finished" ? { status } : {}),
    ...(typeof q === "string" && q !== "" ? { q } : {}),
    ...(typeof start === "string" ? { start } : {}),
  };
}

/** How a run is printed: to be ticked off by hand, or to be read afterwards. */
export type PrintSearch = { readonly as: "checklist" | "report" };

export function parsePrintSearch(search: { readonly [key: string]: unknown }): PrintSearch {
  return { as: search["as"] === "report" ? "report" : "checklist" };
}

/** The view of a document that is edited; for a new one also its kind and the name of its draft. */
export type EditSearch = {
  readonly view?: "form" | "text";
  readonly kind?: string;
  readonly draft?: string;
};

type Search = { readonly [key: string]: unknown };

const texts = <Name extends string>(
  search: Search,
  names: readonly Name[],
): { readonly [name in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [];
    }),
  ) as { readonly [name in Name]?: string };

/** Reads `?view=`, `?kind=` and `?draft=`. */
export function parseEditSearch(search: Search): EditSearch {
  const view = search["view"];
  const isView = view === "form" || view === "text";
  return { ...texts(search, ["kind", "draft"]), ...(isView ? { view } : {}) };
}

/** What the list of documents shows. */
export type DocumentsSearch = {
  readonly search?: string;
  readonly kind?: string;
  readonly owner?: string;
  /** `stale`, `findings` or `errors`: only documents with such. */
  readonly only?: string;
};

/** Reads the filters of the list of documents. */
export const parseDocumentsSearch = (search: Search): DocumentsSearch =>
  texts(search, ["search", "kind", "owner", "only"]);

/** Which part of a document's page is open, and which two publications are compared. */
export type DocumentSearch = { readonly tab?: string; readonly from?: string; readonly to?: string };

/** Reads `?tab=`, `?from=` and `?to=`. */
export const parseDocumentSearch = (search: Search): DocumentSearch => texts(search, ["tab", "from", "to"]);

/** Which part of a proposal is open, and how its texts are compared. */
export type ProposalSearch = { readonly tab?: string; readonly layout?: string };

/** Reads `?tab=` and `?layout=`. */
export const parseProposalSearch = (search: Search): ProposalSearch => texts(search, ["tab", "layout"]);

/** Which proposals are listed. */
export type ProposalsSearch = { readonly status?: string };

/** Reads `?status=`. */
export const parseProposalsSearch = (search: Search): ProposalsSearch => texts(search, ["status"]);

/** What the address of the page of access holds: which tab, and whose roles are open. */
export type AccessSearch = { readonly tab?: "roles" | "history"; readonly person?: string };

/** Reads `?tab=` and `?person=`. */
export function parseAccessSearch(search: { readonly [key: string]: unknown }): AccessSearch {
  const { tab, person } = search;
  return {
    ...(tab === "roles" || tab === "history" ? { tab } : {}),
    ...(typeof person === "string" ? { person } : {}),
  };
}
