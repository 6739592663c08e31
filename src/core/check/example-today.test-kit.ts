/** The day as of which tests and the examples of the diagnostics' pages are checked. */
export const exampleToday = "2026-06-30";
