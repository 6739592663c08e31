import { importGitlab } from "./gitlab.ts";
import type { Importer } from "./importer.ts";

/** A format that can be imported. */
export type ImportFormat = {
  readonly name: string;
  /** One line for the help of the command. */
  readonly summary: string;
  readonly importer: Importer;
  /** Whether `--map` must name a mapping. */
  readonly needsMapping?: boolean;
};

/** All formats, in the order of the help. */
export const importFormats: readonly ImportFormat[] = [
  {
    name: "gitlab",
    summary: "GitLab service catalogue (teams, tiers, services in YAML)",
    importer: importGitlab,
  },
];
