import { Modal } from "@mantine/core";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { Icon } from "../../ui/icon.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import type { Place } from "../shell/navigation.ts";
import type { PaletteEntry } from "./palette-entry.ts";
import { useEntries } from "./use-entries.ts";
import "./palette.css";

type Props = {
  readonly isOpen: boolean;
  readonly places: readonly Place[];
  readonly onClose: () => void;
};

type ListProps = {
  readonly id: string;
  readonly entries: readonly PaletteEntry[];
  readonly at: number;
  readonly choose: (entry: PaletteEntry) => void;
};

function Entries({ id, entries, at, choose }: ListProps) {
  return (
    <div role="listbox" id={id} aria-label="What is found" className="palette-list">
      {entries.map((entry, index) => (
        <div key={entry.id} role="presentation">
          {entry.group === entries[index - 1]?.group ? null : (
            <div role="presentation" className="palette-group">
              {entry.group}
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are pressed in the field, which keeps the focus */}
          <div
            role="option"
            id={`${id}-${index}`}
            className="palette-entry"
            tabIndex={-1}
            aria-selected={index === at}
            aria-disabled={entry.why !== undefined}
            onClick={() => choose(entry)}
          >
            <Icon name={entry.icon} />
            <span className="palette-title">
              <bdi>{entry.title}</bdi>
              {entry.hint === undefined ? null : (
                <span className="palette-hint">
                  {" "}
                  <bdi>{entry.hint}</bdi>
                </span>
              )}
              {entry.why === undefined ? null : <span className="palette-why"> {entry.why}</span>}
            </span>
            {entry.keys === undefined ? null : <Kbd keys={entry.keys} />}
          </div>
        </div>
      ))}
    </div>
  );
}

function Search({ places, onClose }: Omit<Props, "isOpen">) {
  const id = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const entries = useEntries(places, useDeferredValue(typed));
  const last = Math.max(0, entries.length - 1);
  const shownAt = Math.min(at, last);
  useEffect(() => {
    listRef.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  });
  const choose = (entry: PaletteEntry) => {
    if (entry.why !== undefined) return;
    onClose();
    entry.choose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = entries[shownAt];
    if (event.key === "ArrowDown") setAt(shownAt === last ? 0 : shownAt + 1);
    else if (event.key === "ArrowUp") setAt(shownAt === 0 ? last : shownAt - 1);
    else if (event.key === "Enter" && chosen !== undefined) choose(chosen);
    else return;
    event.preventDefault();
  };
  return (
    <div ref={listRef} className="palette">
      <span className="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label="Find a page, a run, or anything in the estate, or say what to do"
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length > 0 ? `${id}-list-${shownAt}` : undefined}
          aria-autocomplete="list"
          placeholder="Find a page, a run, a service, a document …"
          value={typed}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onKeyDown={onKeyDown}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAt(0);
          }}
        />
      </span>
      <Entries id={`${id}-list`} entries={entries} at={shownAt} choose={choose} />
      <p role="status" className="palette-status">
        {entries.length === 0 ? "Nothing is called that." : `${entries.length} found`}
      </p>
    </div>
  );
}

/** A choice that leads to another page gives the focus to its title within this time. */
const titleMilliseconds = 500;

/**
 * Gives the focus back to what had it when the palette opened, unless something else has taken it meanwhile: the dialog
 * itself would give it back to the page that a choice has just left.
 */
function useFocusBefore(isOpen: boolean): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen) {
      before.current = document.activeElement;
      return;
    }
    const timer = setTimeout(() => {
      const element = before.current;
      before.current = null;
      const isFree = document.activeElement === null || document.activeElement === document.body;
      if (isFree && element instanceof HTMLElement && element.checkVisibility()) {
        element.focus({ preventScroll: true });
      }
    }, titleMilliseconds);
    return () => clearTimeout(timer);
  }, [isOpen]);
}

/** Goes anywhere and does anything the page can do, by typing part of its name. */
export function Palette({ isOpen, places, onClose }: Props) {
  useFocusBefore(isOpen);
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      returnFocus={false}
      withCloseButton={false}
      // On the dialog itself: a name on the element around it is none.
      attributes={{ content: { "aria-label": "Find and do" } }}
      size="lg"
      padding={0}
      yOffset="8dvh"
    >
      {isOpen ? <Search places={places} onClose={onClose} /> : null}
    </Modal>
  );
}
