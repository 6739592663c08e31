import type { useNavigate } from "@tanstack/react-router";
import type { DocumentSummary } from "../../api/documents.ts";
import { paths } from "../../paths.ts";
import { canFail } from "../entity/can-fail.ts";
import type { PaletteEntry } from "./palette-entry.ts";

/** What can be done with a thing of the estate from everywhere: start or forecast a runbook, let a thing fail as a question. */
export function deedsOf(
  { ref, kind, title }: Pick<DocumentSummary, "ref" | "kind" | "title">,
  navigate: ReturnType<typeof useNavigate>,
): readonly PaletteEntry[] {
  const name = ref.slice(ref.indexOf(":") + 1);
  const deed = (id: string, words: string, choose: () => unknown): PaletteEntry => ({
    id: `deed-${id}-${ref}`,
    group: "Do",
    icon: "right",
    title: words,
    hint: ref,
    choose: () => void choose(),
  });
  if (kind === "Runbook") {
    return [
      deed("start", `Rehearse or start: ${title}…`, () =>
        navigate({ to: paths.runs, search: { start: name } }),
      ),
      deed("forecast", `Forecast: ${title}`, () =>
        navigate({ to: paths.forecastRunbook, params: { runbook: name } }),
      ),
    ];
  }
  if (!canFail(ref)) return [];
  return [
    deed("fail", `Fail on the map: ${title}`, () => navigate({ to: paths.map, search: { fail: ref } })),
  ];
}
