/** The colours of the theme as a chart needs them: values, for ECharts knows no custom properties. */
export type ChartColours = {
  readonly text: string;
  readonly dim: string;
  readonly line: string;
  readonly surface: string;
  /** What is measured or computed; the first series. */
  readonly main: string;
  /** What it is compared with. */
  readonly second: string;
  readonly ok: string;
  readonly warning: string;
  readonly failed: string;
  readonly person: string;
  /** Six steps from quiet to strong. */
  readonly scale: readonly string[];
};

/** Reads the tokens as they are now. */
export function readChartColours(): ChartColours {
  const style = getComputedStyle(document.documentElement);
  const of = (token: string) => style.getPropertyValue(`--hf-${token}`).trim();
  return {
    text: of("text"),
    dim: of("dim"),
    line: of("line"),
    surface: of("surface"),
    main: of("running"),
    second: of("phase-2"),
    ok: of("ok"),
    warning: of("warning"),
    failed: of("failed"),
    person: of("person"),
    scale: [1, 2, 3, 4, 5, 6].map((step) => of(`phase-${step}`)),
  };
}
