import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { Schemas } from "#client/client.ts";
import { fetchConnectors, fetchDocuments, fetchPublishedEstate } from "../../../api/documents.ts";
import { queryKeys } from "../../../api/query-keys.ts";
import { serverAheadMilliseconds } from "../../../api/server-clock.ts";
import { useActor } from "../../identity/actor.ts";
import type { CheckReport, DraftText } from "./check-messages.ts";
import { type Checker, createChecker } from "./checker.ts";

/** A pause in typing after which the checker is asked. */
const pauseMilliseconds = 350;

const nothing: Schemas["Connectors"]["connectors"] = [];

/** Connectors and the names of all documents: what completion and pickers offer. */
export function useEditorNames() {
  const actor = useActor();
  const connectors = useQuery({
    queryKey: queryKeys.connectors,
    queryFn: () => fetchConnectors(actor),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const list = useQuery({ queryKey: queryKeys.documentList(actor), queryFn: () => fetchDocuments(actor) });
  const documents = useMemo(() => list.data?.documents ?? [], [list.data]);
  return { connectors: connectors.data ?? nothing, documents, error: connectors.error ?? list.error };
}

/** The checker with the estate as it is published; null until that is here. */
function useChecker() {
  const actor = useActor();
  const { connectors } = useEditorNames();
  const estate = useQuery({
    queryKey: queryKeys.documentTexts(actor),
    queryFn: () => fetchPublishedEstate(actor),
  });
  const [checker, setChecker] = useState<Checker | null>(null);
  useEffect(() => {
    if (estate.data === undefined || connectors.length === 0) return undefined;
    const documents = estate.data.documents.map(({ ref, text }) => ({ name: ref, text }));
    const today = new Date(Date.now() + serverAheadMilliseconds()).toISOString().slice(0, 10);
    const made = createChecker({ documents, connectors, today });
    setChecker(made);
    return () => {
      setChecker(null);
      made.close();
    };
  }, [estate.data, connectors]);
  return { checker, error: estate.error };
}

/** What the checker says of a draft and of what it does to others; `isCurrent` is false while it still looks. */
export function useDraftCheck(target: string, drafts: readonly DraftText[]) {
  const { checker, error } = useChecker();
  const [found, setFound] = useState<{
    readonly report: CheckReport;
    readonly of: readonly DraftText[];
  } | null>(null);
  const [trouble, setTrouble] = useState<Error | null>(null);
  useEffect(() => {
    if (checker === null) return undefined;
    let isWanted = true;
    const timer = setTimeout(() => {
      void checker
        .check(target, drafts)
        .then((report) => {
          if (!isWanted || report === null) return;
          setFound({ report, of: drafts });
          setTrouble(null);
        })
        .catch((problem: unknown) =>
          setTrouble(problem instanceof Error ? problem : new Error(String(problem))),
        );
    }, pauseMilliseconds);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [checker, target, drafts]);
  return { report: found?.report ?? null, isCurrent: found?.of === drafts, error: error ?? trouble };
}
