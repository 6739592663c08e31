import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Entity } from "../../api/entities.ts";
import { paths } from "../../paths.ts";
import { useCommands } from "../palette/commands.ts";
import { canFail } from "./can-fail.ts";

/** Offers in the palette what the buttons of the page do, with the runbooks that bring the thing back. */
export function useEntityCommands({ row, relations }: Entity): void {
  const navigate = useNavigate();
  const { ref, title } = row;
  const { runbooks } = relations;
  const commands = useMemo(() => {
    const onMap = [
      {
        id: "entity-map",
        title: `Show on the map: ${title}`,
        run: () => void navigate({ to: paths.map, search: { at: ref } }),
      },
      {
        id: "entity-fail",
        title: `Fail on the map: ${title}`,
        run: () => void navigate({ to: paths.map, search: { fail: ref } }),
      },
    ];
    return [
      ...(canFail(ref) ? onMap : []),
      {
        id: "entity-edit",
        title: `Change the document of ${title}`,
        run: () => void navigate({ to: paths.documentEdit, params: { ref } }),
      },
      ...runbooks.map((runbook) => ({
        id: `entity-start-${runbook.name}`,
        title: `Rehearse or start: ${runbook.title}…`,
        run: () => void navigate({ to: paths.runs, search: { start: runbook.name } }),
      })),
    ];
  }, [ref, title, runbooks, navigate]);
  useCommands(commands);
}
