import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { paths } from "../../paths.ts";
import { Icon } from "../../ui/icon.tsx";
import { zoneOffset } from "../../ui/instant.tsx";
import { everywhere, type Shortcuts, useShortcuts } from "../../ui/shortcuts.ts";
import { Toasts } from "../../ui/toast.tsx";
import { IdentityProblem } from "../identity/identity-problem.tsx";
import { PersonPicker } from "../identity/person-picker.tsx";
import { ConnectionBanner } from "../live/connection-banner.tsx";
import { useLiveFeed } from "../live/use-live-feed.ts";
import { ColourSchemeSwitch } from "./colour-scheme-switch.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";
import { type Place, usePlaces } from "./navigation.ts";
import { Rail } from "./rail.tsx";
import { TabBar } from "./tab-bar.tsx";
import { useRouteFocus } from "./use-route-focus.ts";
import "./shell.css";

function useShellKeys(places: readonly Place[], openHelp: () => void): void {
  const navigate = useNavigate();
  const going = useMemo(() => {
    return Object.fromEntries(
      places.map(({ path, word, letter }): [string, Shortcuts[string]] => [
        `g ${letter}`,
        { does: `go to ${word}`, act: () => void navigate({ to: path }) },
      ]),
    );
  }, [places, navigate]);
  useShortcuts(everywhere, { "?": { does: "this help", act: openHelp }, ...going });
}

/** What stands around every page. */
export function Shell() {
  useLiveFeed();
  useRouteFocus();
  const places = usePlaces();
  const inRail = places.filter(({ stands }) => stands === "rail");
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShellKeys(places, () => setHelpOpen(true));
  return (
    <div className="shell">
      <a className="shell-skip" href="#main">
        Skip to the content
      </a>
      <header className="shell-bar">
        <Link to={paths.home} className="shell-name" aria-label="Holdfast, to the first page">
          <svg viewBox="0 0 32 32" width="18" height="18" aria-hidden="true">
            <path d="M8 5v22M24 5v22M8 16h16" stroke="currentColor" strokeWidth="5" fill="none" />
          </svg>
          <span className="shell-word">Holdfast</span>
        </Link>
        <span className="shell-between" />
        <PersonPicker />
        <ColourSchemeSwitch />
        <button
          type="button"
          className="shell-button"
          onClick={() => setHelpOpen(true)}
          aria-label="Keyboard help"
          title="Keyboard help (?)"
        >
          <Icon name="help" />
        </button>
      </header>
      <ConnectionBanner />
      <div className="shell-body">
        <Rail places={inRail} />
        <div className="shell-column">
          <main id="main" className="shell-main" tabIndex={-1}>
            <IdentityProblem />
            <Outlet />
          </main>
          <footer className="shell-foot">
            Times are in {Intl.DateTimeFormat().resolvedOptions().timeZone} ({zoneOffset(new Date())}); hover
            one for UTC. Press <kbd>?</kbd> for the keys.
          </footer>
        </div>
      </div>
      <TabBar places={inRail} />
      <Toasts />
      <KeyboardHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
