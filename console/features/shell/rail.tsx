import { Link, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { Icon } from "../../ui/icon.tsx";
import type { Place } from "./navigation.ts";
import "./rail.css";

const storageKey = "holdfast.rail";

type Props = { readonly places: readonly Place[] };

/** A link to a place; `to` is one of the map, which `usePlaces` has made sure of. */
export function PlaceLink({ place }: { readonly place: Place }) {
  const { pathname } = useLocation();
  const includes = place.includes?.includes(pathname) === true;
  return (
    <Link
      to={place.path as "/"}
      activeOptions={{ exact: place.path === "/" }}
      title={place.word}
      {...(includes ? { "data-status": "active", "aria-current": "true" } : {})}
    >
      <Icon name={place.icon} size={18} />
      <span className="place-word">{place.word}</span>
    </Link>
  );
}

/** The main navigation at the left: words beside icons, or icons alone where somebody made it narrow. */
export function Rail({ places }: Props) {
  const [isNarrow, setNarrow] = useState(localStorage.getItem(storageKey) === "narrow");
  const turn = () => {
    localStorage.setItem(storageKey, isNarrow ? "wide" : "narrow");
    setNarrow(!isNarrow);
  };
  return (
    <div className="rail" data-narrow={isNarrow}>
      <nav aria-label="Main" className="rail-places">
        {places.map((place) => (
          <PlaceLink key={place.path} place={place} />
        ))}
      </nav>
      <button
        type="button"
        className="rail-turn"
        aria-expanded={!isNarrow}
        title={isNarrow ? "Show the words" : "Show icons alone"}
        onClick={turn}
      >
        <Icon name={isNarrow ? "right" : "left"} size={14} />
        <span className="place-word">Narrower</span>
        {isNarrow ? <span className="hf-hidden">Wider</span> : null}
      </button>
    </div>
  );
}
