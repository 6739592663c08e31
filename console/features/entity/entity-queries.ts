import { useQuery } from "@tanstack/react-query";
import { isRef, parseRef, type Ref } from "#core/model/ref.ts";
import { fetchDocument } from "../../api/documents.ts";
import { fetchEntity, fetchImpactOf, fetchPointsOf, fetchReadiness } from "../../api/entities.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { useActor } from "../identity/actor.ts";
import { canFail } from "./can-fail.ts";

const dayOfOutage = 86_400;

/** A thing and how it stands to the others. */
export function useEntity(target: string) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.entity(target, actor),
    queryFn: () => fetchEntity(actor, target as Ref),
    enabled: isRef(target),
  });
}

/** Its document: findings, stale parts, signatures, revisions. */
export function useEntityDocument(target: string) {
  const actor = useActor();
  return useQuery({
    queryKey: queryKeys.document(target, actor),
    queryFn: () => fetchDocument(actor, target as Ref),
    enabled: isRef(target),
  });
}

/** What of a service is required, forecast and measured; of everything else nothing is asked. */
export function useServiceReadiness(target: string) {
  const actor = useActor();
  const readiness = useQuery({
    queryKey: queryKeys.readinessFor(dayOfOutage, actor),
    queryFn: () => fetchReadiness(actor, dayOfOutage),
    enabled: parseRef(target)?.kind === "service",
  });
  return { ...readiness, data: readiness.data?.services.find(({ ref }) => ref === target) };
}

/** What is down when it alone fails, and what takes it down by failing alone. */
export function useFailure(target: string) {
  const actor = useActor();
  const isAsked = canFail(target);
  const impact = useQuery({
    queryKey: queryKeys.impactOf(target, actor),
    queryFn: () => fetchImpactOf(actor, target as Ref),
    enabled: isAsked,
  });
  const points = useQuery({
    queryKey: queryKeys.pointsOf(target, actor),
    queryFn: () => fetchPointsOf(actor, target as Ref),
    enabled: isAsked,
  });
  return { impact, points };
}
