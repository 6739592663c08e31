import type { ELK } from "elkjs/lib/elk-api.js";
import { useEffect, useState } from "react";
import elkWorkerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { MapModel } from "../model/map-model.ts";
import { elkGraph, readElk } from "./elk-graph.ts";
import { gridLayout } from "./grid-layout.ts";
import { drawingHash, type LaidDrawing, type LaidOut } from "./laid-out.ts";
import type { Drawing } from "./plan-drawing.ts";

/** Drawings that are still remembered; a person goes back and forth between a few. */
const rememberedMax = 20;
/** Beyond these the layouter takes longer than somebody waits, and its picture could not be read either. */
const elkItemsMax = 420;
const elkEdgesMax = 900;
const rowsAfterMilliseconds = 1500;

const remembered = new Map<string, LaidOut>();
let elk: Promise<ELK> | null = null;

/** The layouter runs in a thread of its own, which is kept: it takes a second to start. */
async function startElk(): Promise<ELK> {
  const { default: Elk } = await import("elkjs/lib/elk-api.js");
  return new Elk({ workerUrl: elkWorkerUrl });
}

/** Between groups nearly everything is linked, and there are no layers to be seen. */
function isForLayers({ items, edges }: Drawing): boolean {
  const isSmall = items.length <= elkItemsMax && edges.length <= elkEdgesMax;
  return isSmall && items.every(({ type }) => type === "node");
}

async function layered(drawing: Drawing): Promise<LaidOut> {
  elk ??= startElk();
  return readElk(drawing, await (await elk).layout(elkGraph(drawing)));
}

function remember(hash: string, laidOut: LaidOut): void {
  remembered.set(hash, laidOut);
  const [oldest] = remembered.keys();
  if (remembered.size > rememberedMax && oldest !== undefined) remembered.delete(oldest);
}

/**
 * Lays a drawing out: in layers, edges untangled, while it is small enough for that, else in rows at once. While a new one is
 * laid out the one before is given, marked as `isLaying`; null before the first.
 */
export function useLayout(
  model: MapModel,
  drawing: Drawing,
): { readonly laid: LaidDrawing | null; readonly isLaying: boolean } {
  const [laid, setLaid] = useState<LaidDrawing | null>(null);
  useEffect(() => {
    const hash = drawingHash(drawing);
    const known = remembered.get(hash);
    if (known !== undefined) {
      setLaid({ drawing, laidOut: known });
      return;
    }
    if (!isForLayers(drawing)) {
      setLaid({ drawing, laidOut: gridLayout(model, drawing) });
      return;
    }
    let isWanted = true;
    // Whoever waits sees rows, and layers once they are there.
    const impatient = setTimeout(() => {
      setLaid({ drawing, laidOut: gridLayout(model, drawing) });
    }, rowsAfterMilliseconds);
    void layered(drawing)
      // A layouter that fails leaves the map plainer, not empty.
      .catch(() => gridLayout(model, drawing))
      .then((laidOut) => {
        clearTimeout(impatient);
        remember(hash, laidOut);
        if (isWanted) setLaid({ drawing, laidOut });
      });
    return () => {
      isWanted = false;
      clearTimeout(impatient);
    };
  }, [model, drawing]);
  return { laid, isLaying: laid?.drawing !== drawing };
}
