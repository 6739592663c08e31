/** A program that is right or wrong as a whole: types, lint, format. */
export type CommandStage = {
  readonly kind: "command";
  readonly name: string;
  readonly quick: boolean;
  /** Program of node_modules/.bin and its arguments. */
  readonly command: readonly [string, ...(readonly string[])];
};

/** Files of tests that run together. */
export type TestStage = {
  readonly kind: "tests";
  readonly name: string;
  readonly quick: boolean;
  /** Files that run at the same time. */
  readonly concurrency: number;
  /** Whether files that keep to themselves share processes. */
  readonly together: boolean;
  /** Minutes one file may take before it is given up. */
  readonly fileMinutes: number;
  /** Paths of the files, relative to the root; the first stage that matches a file takes it. */
  readonly takes: (file: string) => boolean;
  /** What has to be there first; a text is the reason why the stage cannot run here. */
  readonly needs?: "browser";
};

export type Stage = CommandStage | TestStage;

const under =
  (...folders: readonly string[]) =>
  (file: string) =>
    folders.some((folder) => file.startsWith(folder));

function tests(
  name: string,
  takes: (file: string) => boolean,
  options: Partial<Omit<TestStage, "kind" | "name" | "takes">> = {},
): TestStage {
  return {
    kind: "tests",
    name,
    takes,
    quick: false,
    concurrency: 1,
    together: false,
    fileMinutes: 10,
    ...options,
  };
}

function command(name: string, quick: boolean, ...line: CommandStage["command"]): CommandStage {
  return { kind: "command", name, quick, command: line };
}

/** In the order in which they run: what is fast and says most comes first. */
export const commandStages: readonly CommandStage[] = [
  command("types", true, "tsc", "-p", "tsconfig.json"),
  command("types-core", true, "tsc", "-p", "tsconfig.core.json"),
  command("types-console", true, "tsc", "-p", "console/tsconfig.json"),
  command("lint", true, "oxlint", "--type-aware"),
  command("format", true, "biome", "format", "."),
  command("unused", false, "knip"),
];

/**
 * Every test file belongs to the first stage that takes it; "unit" takes what no other does, so that no
 * file can be forgotten. They run in the order of `testStageOrder`.
 */
const claims: readonly TestStage[] = [
  // Real sites on fixed resources: one lab at a time, or they would measure each other.
  tests("drills", under("lab/drills/"), { fileMinutes: 20 }),
  tests("e2e", under("test/e2e/"), { fileMinutes: 15, needs: "browser" }),
  tests("chaos", under("test/chaos/"), { fileMinutes: 15 }),
  // Says whether the simulation would notice a mistake: of interest when either was changed.
  tests("mutants", under("test/simulation/mutants"), { fileMinutes: 20 }),
  // Tens of thousands of made-up texts: they find what nobody thought of, and seldom what was just changed.
  tests("fuzz", (file) => file.endsWith(".fuzz.test.ts"), { concurrency: 2 }),
  tests("simulation", under("test/simulation/"), { quick: true, concurrency: 2, fileMinutes: 20 }),
  tests("structural", under("test/"), { quick: true, concurrency: 2 }),
  tests("lab", under("lab/")),
  tests(
    "integration",
    under("src/store/", "src/server/", "src/connectors/", "src/engine/", "src/channels/"),
    {
      concurrency: 2,
    },
  ),
  tests("unit", () => true, { quick: true, concurrency: 2, together: true }),
];

const testStageOrder = [
  "unit",
  "fuzz",
  "structural",
  "simulation",
  "mutants",
  "integration",
  "lab",
  "drills",
  "chaos",
  "e2e",
];

export const stages: readonly Stage[] = [
  ...commandStages,
  ...testStageOrder.map(
    (name) => claims.find((stage) => stage.name === name) ?? missing(`no stage is called ${name}`),
  ),
];

function missing(message: string): never {
  throw new Error(message);
}

/** The name of the stage a test file belongs to. */
export function stageOf(file: string): string {
  return claims.find((stage) => stage.takes(file))?.name ?? "unit";
}
