import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type DocumentSummary, searchDocuments } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { fetchRuns, type RunSummary } from "../../api/runs.ts";
import { paths } from "../../paths.ts";
import { useActor } from "../identity/actor.ts";
import type { Place } from "../shell/navigation.ts";
import { registeredCommands } from "./commands.ts";
import { deedsOf } from "./deeds.ts";
import type { PaletteEntry } from "./palette-entry.ts";
import { ranked } from "./rank.ts";
import { recentPages } from "./recent.ts";

/** So many of each group; who wants another types more of its name. */
const shownMax = 7;
const keepMilliseconds = 10_000;

function useFoundDocuments(typed: string): readonly DocumentSummary[] {
  const actor = useActor();
  const search = typed.trim();
  const found = useQuery({
    queryKey: queryKeys.documentSearch(search, actor),
    queryFn: () => searchDocuments(actor, search),
    enabled: search.length >= 2,
    staleTime: keepMilliseconds,
    placeholderData: (before) => before,
  });
  return search.length >= 2 ? (found.data?.documents ?? []) : [];
}

function useRuns(): readonly RunSummary[] {
  const actor = useActor();
  const of = (status: "open" | "finished") => ({
    queryKey: queryKeys.runsOf(status, actor),
    queryFn: () => fetchRuns({ actor }, status),
    staleTime: keepMilliseconds,
  });
  const open = useQuery(of("open"));
  const finished = useQuery(of("finished"));
  return [...(open.data ?? []), ...(finished.data ?? [])];
}

function commandEntries(): readonly PaletteEntry[] {
  return registeredCommands().map(({ id, title, keys, run, why }) => ({
    id: `command-${id}`,
    group: "On this page",
    icon: "right",
    title,
    choose: run,
    ...(keys === undefined ? {} : { keys }),
    ...(why === undefined ? {} : { why }),
  }));
}

/** What the palette offers for what is typed, group by group. */
export function useEntries(places: readonly Place[], typed: string): readonly PaletteEntry[] {
  const navigate = useNavigate();
  const documents = useFoundDocuments(typed);
  const runs = useRuns();
  const isEmpty = typed.trim() === "";
  const recent = recentPages().map(
    ({ href, title }): PaletteEntry => ({
      id: `recent-${href}`,
      group: "Recent",
      icon: "clock",
      title,
      choose: () => void navigate({ href }),
    }),
  );
  const pages = places.map(
    ({ path, word, icon, letter }): PaletteEntry => ({
      id: `page-${path}`,
      group: "Pages",
      icon,
      title: word,
      keys: `g ${letter}`,
      choose: () => void navigate({ to: path }),
    }),
  );
  const ofRuns = runs.map(
    ({ id, title, mode, status, runbook }): PaletteEntry => ({
      id: `run-${id}`,
      group: "Runs",
      icon: "runs",
      title,
      hint: `${mode}, ${status}, ${runbook}`,
      choose: () => void navigate({ to: paths.run, params: { id } }),
    }),
  );
  const ofEstate = documents.map(
    ({ ref, kind, title }): PaletteEntry => ({
      id: `document-${ref}`,
      group: "Estate",
      icon: "documents",
      title,
      hint: `${kind} ${ref}`,
      choose: () => void navigate({ to: paths.entity, params: { ref } }),
    }),
  );
  const deeds = documents.flatMap((document) => deedsOf(document, navigate));
  const of = (entries: readonly PaletteEntry[]) =>
    ranked(entries, ({ title, hint = "" }) => `${title} ${hint}`, typed).slice(0, shownMax);
  // The API matches references, titles and owners; ranking them by title alone would hide some.
  const estate = [...new Set([...of(ofEstate), ...ofEstate])].slice(0, shownMax);
  const commands = ranked(commandEntries(), ({ title }) => title, typed);
  // The API has matched them already; the verb before the name must not hide them.
  const found = [...commands, ...of(pages), ...of(ofRuns), ...estate, ...deeds.slice(0, shownMax)];
  return isEmpty
    ? [...commands, ...recent.slice(0, 5), ...pages, ...ofRuns.slice(0, 5)]
    : [...found, ...of(recent)];
}
