import { Link, Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { paths } from "../../paths.ts";
import { zoneOffset } from "../../ui/instant.tsx";
import { useShortcuts } from "../../ui/shortcuts.ts";
import { IdentityProblem } from "../identity/identity-problem.tsx";
import { PersonPicker } from "../identity/person-picker.tsx";
import { ConnectionBanner } from "../live/connection-banner.tsx";
import { useLiveFeed } from "../live/use-live-feed.ts";
import { ColourSchemeSwitch } from "./colour-scheme-switch.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";
import "./shell.css";

/** What stands around every page. */
export function Shell() {
  useLiveFeed();
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts({ "?": () => setHelpOpen(true) });
  return (
    <div className="shell">
      <a className="shell-skip" href="#main">
        Skip to the content
      </a>
      <header className="shell-bar">
        <Link to={paths.home} className="shell-name">
          <svg viewBox="0 0 32 32" width="18" height="18" aria-hidden="true">
            <path d="M8 5v22M24 5v22M8 16h16" stroke="currentColor" strokeWidth="5" fill="none" />
          </svg>
          Holdfast
        </Link>
        <nav aria-label="Main" className="shell-nav">
          <Link to={paths.home}>Runs</Link>
          <Link to={paths.documents}>Documents</Link>
          <Link to={paths.lab}>Lab</Link>
        </nav>
        <PersonPicker />
        <ColourSchemeSwitch />
        <button
          type="button"
          className="shell-button"
          onClick={() => setHelpOpen(true)}
          aria-label="Keyboard help"
        >
          ?
        </button>
      </header>
      <ConnectionBanner />
      <main id="main" className="shell-main" tabIndex={-1}>
        <IdentityProblem />
        <Outlet />
      </main>
      <footer className="shell-foot">
        Times are in {Intl.DateTimeFormat().resolvedOptions().timeZone} ({zoneOffset(new Date())}); hover one
        for UTC. Press <kbd>?</kbd> for the keys.
      </footer>
      <KeyboardHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
