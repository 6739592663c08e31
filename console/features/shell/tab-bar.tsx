import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Icon } from "../../ui/icon.tsx";
import type { Place } from "./navigation.ts";
import { PlaceLink } from "./rail.tsx";
import "./tab-bar.css";

type Props = { readonly places: readonly Place[] };

/** The main navigation at the bottom of phones: four places for the thumb, the others behind “More”. */
export function TabBar({ places }: Props) {
  const [isOpen, setOpen] = useState(false);
  const moreRef = useRef<HTMLButtonElement>(null);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const first = places.filter(({ isOnPhone }) => isOnPhone);
  const rest = places.filter(({ isOnPhone }) => !isOnPhone);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has arrived needs the list no more
  useEffect(() => setOpen(false), [pathname]);
  return (
    <nav
      aria-label="Main"
      className="tab-bar"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        setOpen(false);
        moreRef.current?.focus();
      }}
    >
      {isOpen ? (
        <div className="tab-bar-more" id="tab-bar-more">
          {rest.map((place) => (
            <PlaceLink key={place.path} place={place} />
          ))}
        </div>
      ) : null}
      <div className="tab-bar-row">
        {first.map((place) => (
          <PlaceLink key={place.path} place={place} />
        ))}
        <button
          type="button"
          ref={moreRef}
          aria-expanded={isOpen}
          aria-controls={isOpen ? "tab-bar-more" : undefined}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="more" size={18} />
          <span className="place-word">More</span>
        </button>
      </div>
    </nav>
  );
}
