import type { Incident } from "../../api/incidents.ts";
import type { StatusKind } from "../../ui/status-mark.tsx";

/** How an incident stands, as a mark: its severity while it is open, whether it is declared, or that it is over. */
export function incidentMark(
  status: Incident["status"],
  severity: number | null,
): { readonly kind: StatusKind; readonly word: string } {
  if (status === "closed") return { kind: "ok", word: "closed" };
  if (status === "stood-down") return { kind: "overridden", word: "stood down" };
  const words = severity === null ? "not classified" : `severity ${severity}`;
  if (status === "declared") return { kind: "failed", word: `declared, ${words}` };
  return { kind: severity !== null && severity <= 2 ? "failed" : "warning", word: `open, ${words}` };
}
