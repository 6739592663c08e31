import { byHundredths, type Report } from "#core/analysis/progress.ts";
import type { Context } from "./context.ts";

/** A line that tells how far long work is, where somebody watches; it is wiped out at the end. */
type ProgressLine = { readonly report: Report; readonly end: () => void };

const backAndWipe = "\r\u001B[K";

/** Opens such a line; `what` is being done, such as "simulating". Nothing is written before there is something to tell. */
export function progressLine(
  { isWatched, stderr }: Pick<Context, "isWatched" | "stderr">,
  what: string,
): ProgressLine {
  if (!isWatched) return { report: () => {}, end: () => {} };
  let isOpen = false;
  const report = byHundredths((done, of) => {
    isOpen = true;
    stderr.write(`${backAndWipe}holdfast: ${what}: ${Math.floor((100 * done) / of)} %`);
  });
  const end = () => {
    if (isOpen) stderr.write(backAndWipe);
  };
  return { report, end };
}
