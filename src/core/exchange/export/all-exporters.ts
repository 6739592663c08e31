import { exportBackstage } from "./backstage.ts";
import { exportCsv } from "./csv.ts";
import type { Exporter } from "./export-result.ts";
import { exportMermaid } from "./mermaid.ts";
import { exportOscal } from "./oscal.ts";

/** A format that estates can be exported to. */
export type ExportFormat = { readonly name: string; readonly summary: string; readonly exporter: Exporter };

/** Every format but the plan book, which is made of one plan. */
export const exportFormats: readonly ExportFormat[] = [
  { name: "backstage", summary: "a Backstage catalog (catalog-info.yaml)", exporter: exportBackstage },
  { name: "csv", summary: "one table for each kind, safe to open in a spreadsheet", exporter: exportCsv },
  { name: "mermaid", summary: "charts of the dependencies and of each runbook", exporter: exportMermaid },
  { name: "oscal", summary: "an OSCAL component definition for SP 800-53 CP", exporter: exportOscal },
];
