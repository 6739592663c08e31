/** A layer of the code, what it may import, and why it may import nothing else. */
export type Layer = {
  readonly name: string;
  /** Folder or file, relative to the root, that the layer consists of. The longest match decides. */
  readonly path: string;
  readonly mayImport: readonly string[];
  /** Printed with each import that breaks the rule. */
  readonly because: string;
};

const pure =
  "core holds the rules, and only what is pure can be replayed, simulated and run in a browser: pass what you need in with the command";

const document: Layer = {
  name: "core/document",
  path: "src/core/document",
  mayImport: ["core/model"],
  because: pure,
};

/** Folders of core that each hold one aggregate or one pure procedure over the model. */
const aggregates = [
  "core/run",
  "core/incident",
  "core/signal",
  "core/detection",
  "core/evidence",
  "core/analysis",
  "core/access",
  "core/grant",
];

/** The layering of the sources. What no layer names here is a mistake: give a new folder its row. */
export const layers: readonly Layer[] = [
  { name: "core/model", path: "src/core/model", mayImport: [], because: `the model is the ground; ${pure}` },
  document,
  ...aggregates.map((name) => ({ name, path: `src/${name}`, mayImport: ["core/model"], because: pure })),
  {
    name: "core/correlation",
    path: "src/core/correlation",
    mayImport: ["core/model", "core/analysis"],
    because: `what belongs together follows from the map and from what witnesses say; ${pure}`,
  },
  {
    name: "core/check",
    path: "src/core/check",
    mayImport: ["core/model", "core/document", "core/analysis"],
    because: "the checker judges documents and knows nothing of running them",
  },
  {
    name: "core/revision",
    path: "src/core/revision",
    mayImport: ["core/model", "core/document"],
    because: "what becomes of documents is decided on documents alone; findings of the checker come as facts",
  },
  {
    name: "core/exchange",
    path: "src/core/exchange",
    mayImport: ["core/model", "core/document"],
    because: `it turns foreign formats into documents and back, and judges nothing; ${pure}`,
  },
  {
    name: "connectors",
    path: "src/connectors",
    mayImport: ["core/model"],
    because: "a connector speaks with one system; what a run makes of its answer is not its business",
  },
  {
    name: "channels",
    path: "src/channels",
    mayImport: ["core/model", "core/incident", "engine/pager.ts"],
    because: "a provider carries messages to people; whom to call, and when, is decided elsewhere",
  },
  {
    name: "engine",
    path: "src/engine",
    mayImport: ["core/model", ...aggregates, "core/correlation", "connectors/connector.ts"],
    because: "the engine reaches the world through ports only, so that the simulation can drive it as it is",
  },
  {
    name: "store",
    path: "src/store",
    mayImport: ["core/model", ...aggregates, "engine/event-store.ts", "engine/queue.ts", "engine/clock.ts"],
    because: "the store implements the engine's ports and decides nothing",
  },
  {
    name: "server",
    path: "src/server",
    mayImport: [
      "core/model",
      "core/document",
      "core/check",
      "core/exchange/observed",
      "core/revision",
      ...aggregates,
      "engine",
      "parallel",
    ],
    because: "routes speak with ports; only server/main.ts knows what stands behind them",
  },
  {
    name: "estate",
    path: "src/estate",
    mayImport: ["core/model", "core/document", "core/check"],
    because: "it reads documents from a folder for whoever needs them (docs/decisions/0005)",
  },
  {
    name: "parallel",
    path: "src/parallel",
    mayImport: ["core/model", "core/analysis", "core/check", "core/exchange/observed"],
    because: "it gives pure computations more processors, and is itself no part of any of them",
  },
  {
    name: "live",
    path: "src/live",
    mayImport: ["core/model", "core/document", "core/check", "core/detection", "connectors/connector.ts"],
    because:
      "it holds what documents say against the world, and reaches it through the port of the connectors",
  },
  {
    name: "client",
    path: "src/client",
    mayImport: ["core/model", ...aggregates],
    because: "the client is what anybody could write from openapi.json",
  },
  {
    name: "cli",
    path: "src/cli",
    mayImport: [
      "core/model",
      "core/document",
      "core/check",
      "core/exchange",
      "core/revision",
      ...aggregates,
      "client",
      "estate",
      "live",
      "parallel",
    ],
    because: "the command line is a client: offline verbs use core, the others the API",
  },
  {
    name: "console",
    path: "console",
    mayImport: ["core/model", "core/document", "core/check", "core/revision", ...aggregates, "client"],
    because: "the console is a client and runs in a browser",
  },
  ...["lab", "test", "bench", "scripts"].map((name) => ({
    name,
    path: name,
    mayImport: ["*"],
    because: "they look at the whole from outside",
  })),
];

/** Imports that the table forbids and a decision record allows; each says where. */
export const exceptions: readonly {
  readonly from: string;
  readonly to: string;
  readonly decision: string;
}[] = [
  {
    from: "src/server/main.ts",
    to: "src/store/",
    decision: "the one place that shows what the server is built from (ARCHITECTURE.md)",
  },
  {
    from: "src/server/main.ts",
    to: "src/channels/",
    decision: "the one place that shows what the server is built from (ARCHITECTURE.md)",
  },
  {
    from: "src/server/main.ts",
    to: "src/connectors/",
    decision: "the one place that shows what the server is built from (ARCHITECTURE.md)",
  },
  {
    from: "src/server/main.ts",
    to: "src/estate/",
    decision: "docs/decisions/0005-folders-of-documents-are-read-in-one-place.md",
  },
  {
    from: "src/cli/main.ts",
    to: "src/connectors/",
    decision: "docs/decisions/0004-the-command-line-knows-the-connectors.md",
  },
];

/** What stands directly in src/connectors and every connector may import; the folders beside them are one connector each. */
export const sharedConnectorFiles: readonly string[] = [
  "connector.ts",
  "read-access.ts",
  "redact.ts",
  "http-exchange.ts",
  "grantable.ts",
];
