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
  runs: "/runs",
  run: "/runs/$id",
  runPrint: "/runs/$id/print",
  documents: "/documents",
  documentNew: "/documents/new",
  document: "/documents/$ref",
  documentEdit: "/documents/$ref/edit",
  proposals: "/proposals",
  proposal: "/proposals/$id",
  lab: "/lab",
  signIn: "/sign-in",
  account: "/account",
  access: "/access",
} as const;

/** What the address of a run page holds besides the run: which step is open, and which form. */
export type RunSearch = {
  readonly step?: string;
  /** The slug of the command whose form is open. */
  readonly do?: string;
};

/** Reads `?step=` and `?do=`; anything else in the address is dropped. */
export function parseRunSearch(search: { readonly [key: string]: unknown }): RunSearch {
  const step = search["step"];
  const open = search["do"];
  return {
    // A step may be called 1, which the router reads as a number.
    ...(typeof step === "string" || typeof step === "number" ? { step: String(step) } : {}),
    ...(typeof open === "string" ? { do: open } : {}),
  };
}
