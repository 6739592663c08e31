import { parseArgs } from "node:util";

export type TestOptions = {
  /** Types, lint, format, unit, structural and a short simulation: what one runs before a commit. */
  readonly quick: boolean;
  /** Names of stages; empty means all. */
  readonly stages: readonly string[];
  /** Only test files whose path contains one of these. */
  readonly filters: readonly string[];
};

export const testUsage = `Usage: npm test -- [options] [FILTER…]

  --quick        types, lint, format, unit, structural, a short simulation
  --stage NAME   only this stage (may be repeated)
  FILTER         only test files whose path contains it; types, lint and format only when asked for by --stage then
`;

/** Options of the test command. Throws a TypeError with a message for the user when they are wrong. */
export function parseTestOptions(args: readonly string[], known: readonly string[]): TestOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { quick: { type: "boolean", default: false }, stage: { type: "string", multiple: true } },
  });
  for (const name of values.stage ?? []) {
    if (!known.includes(name))
      throw new TypeError(`no stage is called "${name}"; there are ${known.join(", ")}`);
  }
  return { quick: values.quick, stages: values.stage ?? [], filters: positionals };
}
