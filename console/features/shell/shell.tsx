import { Link, Outlet, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { paths } from "../../paths.ts";
import { Icon } from "../../ui/icon.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { everywhere, type Shortcuts, useShortcuts } from "../../ui/shortcuts.ts";
import { Toasts } from "../../ui/toast.tsx";
import { IdentityProblem } from "../identity/identity-problem.tsx";
import { SignInGate } from "../identity/sign-in-gate.tsx";
import { PersonPicker } from "../identity/person-picker.tsx";
import { ConnectionBanner } from "../live/connection-banner.tsx";
import { useLiveFeed } from "../live/use-live-feed.ts";
import { Palette } from "../palette/palette.tsx";
import { useRecentPages } from "../palette/recent.ts";
import { ColourSchemeSwitch } from "./colour-scheme-switch.tsx";
import { KeyboardHelp } from "./keyboard-help.tsx";
import { type Place, usePlaces } from "./navigation.ts";
import { Rail } from "./rail.tsx";
import { TabBar } from "./tab-bar.tsx";
import { useRouteFocus } from "./use-route-focus.ts";
import { ZonePicker } from "./zone-picker.tsx";
import "./shell.css";

function useShellKeys(places: readonly Place[], open: (dialog: Dialog) => void): void {
  const navigate = useNavigate();
  const going = useMemo(() => {
    return Object.fromEntries(
      places.map(({ path, word, letter }): [string, Shortcuts[string]] => [
        `g ${letter}`,
        { does: `go to ${word}`, act: () => void navigate({ to: path }) },
      ]),
    );
  }, [places, navigate]);
  useShortcuts(everywhere, {
    "Mod k": {
      does: "find a page, a run or anything of the estate; do what the page can do",
      act: () => open("palette"),
    },
    "/": { does: "search: the field of the page, or everything", act: () => open("palette") },
    "?": { does: "this help", act: () => open("help") },
    ...going,
  });
}

type Dialog = "palette" | "help";

function ShellBar({ onDialog }: { readonly onDialog: (dialog: Dialog) => void }) {
  return (
    <header className="shell-bar">
      <Link to={paths.home} className="shell-name" aria-label="Holdfast, to the first page">
        <svg viewBox="0 0 32 32" width="18" height="18" aria-hidden="true">
          <path d="M8 5v22M24 5v22M8 16h16" stroke="currentColor" strokeWidth="5" fill="none" />
        </svg>
        <span className="shell-word">Holdfast</span>
      </Link>
      <button type="button" className="shell-find" onClick={() => onDialog("palette")}>
        <Icon name="search" size={14} />
        <span className="shell-find-words">Find or do …</span>
        <Kbd keys="Mod K" />
      </button>
      <span className="shell-between" />
      <PersonPicker />
      <ColourSchemeSwitch />
      <button
        type="button"
        className="shell-button"
        onClick={() => onDialog("help")}
        aria-label="Keyboard help"
        title="Keyboard help (?)"
      >
        <Icon name="help" />
      </button>
    </header>
  );
}

/** What stands around every page, once it is known who asks. */
export function Shell() {
  return (
    <SignInGate>
      <Surroundings />
    </SignInGate>
  );
}

function Surroundings() {
  useLiveFeed();
  useRouteFocus();
  const places = usePlaces();
  const inRail = places.filter(({ stands }) => stands === "rail");
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  useRecentPages();
  useShellKeys(places, setDialog);
  return (
    <div className="shell">
      <a className="shell-skip" href="#main">
        Skip to the content
      </a>
      <ShellBar onDialog={setDialog} />
      <ConnectionBanner />
      <div className="shell-body">
        <Rail places={inRail} />
        <div className="shell-column">
          <main id="main" className="shell-main" tabIndex={-1}>
            <IdentityProblem />
            <Outlet />
          </main>
          <footer className="shell-foot">
            <ZonePicker />
            <span className="shell-foot-keys">
              Hover a time for UTC. Press <kbd>?</kbd> for the keys.
            </span>
          </footer>
        </div>
      </div>
      <TabBar places={inRail} />
      <Toasts />
      <Palette isOpen={dialog === "palette"} places={places} onClose={close} />
      <KeyboardHelp isOpen={dialog === "help"} onClose={close} />
    </div>
  );
}
