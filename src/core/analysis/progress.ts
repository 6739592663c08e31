/** Hears how much of some work is done. */
export type Report = (done: number, of: number) => void;

/** Passes on what a hundredth more is done of, so that whoever listens is not flooded. */
export function byHundredths(report: Report): Report {
  let told = 0;
  return (done, of) => {
    const hundredths = Math.floor((100 * done) / of);
    if (hundredths <= told) return;
    told = hundredths;
    report(done, of);
  };
}
