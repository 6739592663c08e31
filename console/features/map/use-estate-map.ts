import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type EstateMapBytes, fetchEstateMap } from "../../api/estate-map.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { useActor } from "../identity/actor.ts";
import type { MapModel } from "./model/map-model.ts";
import { type MapDesk, openMapDesk, warmMapDesk } from "./worker/map-desk.ts";

/** An estate that is open: its model here, and the thread that computes on it. */
export type OpenMap = {
  readonly model: MapModel;
  readonly desk: MapDesk;
  readonly bytes: ArrayBuffer;
  readonly version: string;
};

export type EstateMapState = {
  /** Null while it is read for the first time. */
  readonly map: OpenMap | null;
  readonly error: Error | null;
};

/** The estate as it is published now. While a newer one is taken in, the one before stays. */
export function useEstateMap(): EstateMapState {
  const actor = useActor();
  const query = useQuery({
    queryKey: queryKeys.estateMap(actor),
    queryFn: ({ signal }) => fetchEstateMap(actor, signal),
    // The same bytes are the same estate.
    structuralSharing: (before, now) =>
      (before as EstateMapBytes | undefined)?.version === (now as EstateMapBytes).version ? before : now,
  });
  const [map, setMap] = useState<OpenMap | null>(null);
  const [failure, setFailure] = useState<Error | null>(null);
  const data = query.data;
  useEffect(() => {
    if (data === undefined) return warmMapDesk();
    const desk = openMapDesk();
    let isCurrent = true;
    desk.ask({ type: "open", bytes: data.bytes }).then(
      (model) => {
        if (isCurrent) setMap({ model, desk, ...data });
      },
      (error: unknown) => {
        if (isCurrent) setFailure(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return () => {
      isCurrent = false;
      desk.close();
    };
  }, [data]);
  return { map, error: query.error ?? failure };
}
