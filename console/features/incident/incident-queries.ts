import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { JsonObject } from "#core/model/json.ts";
import {
  fetchCalloutProposal,
  fetchDesk,
  fetchIncident,
  fetchIncidentLog,
  fetchTasks,
  type IncidentOrderPath,
  incidentOrders,
  tellIncident,
} from "../../api/incidents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { createOnceKey } from "../../ui/once-key.ts";
import { useActor } from "../identity/actor.ts";
import { useRefusal } from "../identity/use-refusal.ts";

/** Milliseconds between looks at what moves by itself: the desk's forecast is made for the staffing of now. */
const deskMilliseconds = 30_000;

/** An incident, read anew when something happened in it. */
export function useIncident(id: string) {
  const actor = useActor();
  return useQuery({ queryKey: queryKeys.incident(id, actor), queryFn: () => fetchIncident(actor, id) });
}

/** The declaration desk of an incident. */
export function useDesk(id: string, isWanted: boolean) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.incidentDesk(id, actor),
    queryFn: () => fetchDesk(actor, id),
    refetchInterval: deskMilliseconds,
    enabled: isWanted,
  });
}

/** The log of an incident, read only while it is open on the page. */
export function useIncidentLog(id: string, isWanted: boolean) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.incidentLog(id, actor),
    queryFn: () => fetchIncidentLog(actor, id),
    enabled: isWanted,
  });
}

/** Who does what, read anew with each change of the incident. */
export function useTasks(id: string, version: number) {
  const actor = useActor();
  return useQuery({
    queryKey: [...queryKeys.incidentTasks(id, actor), version],
    queryFn: () => fetchTasks(actor, id),
    placeholderData: (before) => before,
  });
}

/** Whom a call-out would call. */
export function useCalloutProposal(id: string, isWanted: boolean) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.calloutProposal(id, actor),
    queryFn: () => fetchCalloutProposal(actor, id),
    enabled: isWanted,
    retry: false,
  });
}

/** Tells an incident something; sent again after a lost answer it is carried out once. */
export function useTell(id: string) {
  const actor = useActor();
  const client = useQueryClient();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: (order: { readonly path: IncidentOrderPath; readonly body: JsonObject }) =>
      tellIncident(actor, id, order, once.keyFor(order)),
    onSuccess: (incident) => {
      once.renew();
      client.setQueryData(queryKeys.incident(id, actor), incident);
      void client.invalidateQueries({ queryKey: queryKeys.incidents });
    },
  });
}

/** Why whoever acts may not tell an incident this; null when they may. */
export function useOrderRefusal(): (path: IncidentOrderPath) => string | null {
  const refuse = useRefusal();
  return (path) => refuse(incidentOrders[path]);
}
