import { Icon } from "../../../ui/icon.tsx";

type Props = { readonly onIn: () => void; readonly onOut: () => void; readonly onFit: () => void };

/** Zooms a map for people without a wheel; on the map the keys +, − and 0 do the same. */
export function ZoomButtons({ onIn, onOut, onFit }: Props) {
  return (
    <div className="map-zoom">
      <button type="button" className="hf-button" aria-label="Zoom in" onClick={onIn}>
        <Icon name="plus" size={14} />
      </button>
      <button type="button" className="hf-button" aria-label="Zoom out" onClick={onOut}>
        <Icon name="minus" size={14} />
      </button>
      <button type="button" className="hf-button" onClick={onFit}>
        Fit
      </button>
    </div>
  );
}
