import { importBackstage } from "./backstage/backstage.ts";
import { importCompose } from "./compose/compose.ts";
import { importCsv } from "./csv/csv.ts";
import { importGitlab } from "./gitlab.ts";
import type { Importer } from "./importer.ts";
import { importOtlp } from "./otlp.ts";
import { importCacao } from "./runbooks/cacao.ts";
import { importMarkdown } from "./runbooks/markdown.ts";
import { importRundeck } from "./runbooks/rundeck.ts";
import { importServicegraph } from "./servicegraph.ts";
import { importIcal } from "./ical/ical.ts";
import { importKubernetes } from "./kubernetes/kubernetes.ts";
import { importNetbox } from "./netbox/netbox.ts";

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
  { name: "netbox", summary: "NetBox dump (manage.py dumpdata, JSON)", importer: importNetbox },
  { name: "compose", summary: "docker compose files, one project", importer: importCompose },
  { name: "backstage", summary: "Backstage catalog-info YAML", importer: importBackstage },
  { name: "csv", summary: "tables, by a declared mapping (--map)", importer: importCsv, needsMapping: true },
  { name: "kubernetes", summary: "Kubernetes manifests", importer: importKubernetes },
  { name: "otlp", summary: "OpenTelemetry traces (OTLP JSON): observed dependencies", importer: importOtlp },
  {
    name: "servicegraph",
    summary: "service graph metrics (Prometheus): observed dependencies",
    importer: importServicegraph,
  },
  {
    name: "markdown",
    summary: "Markdown runbooks, to be gone through by a person",
    importer: importMarkdown,
  },
  { name: "rundeck", summary: "Rundeck jobs (YAML)", importer: importRundeck },
  { name: "cacao", summary: "CACAO 2.0 playbooks (JSON)", importer: importCacao },
  { name: "ical", summary: "calendars of duty (iCalendar): rosters", importer: importIcal },
];
