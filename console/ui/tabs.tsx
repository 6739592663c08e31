import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import "./tabs.css";

export type Tab<Id extends string> = {
  readonly id: Id;
  readonly label: string;
  /** Stands behind the label: how many there are. */
  readonly count?: number;
};

type Props<Id extends string> = {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  /** The open one; the caller keeps it in the address. */
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  /** The content of the open tab. */
  readonly children: ReactNode;
};

const moves: { readonly [key: string]: (at: number, last: number) => number } = {
  ArrowRight: (at, last) => (at === last ? 0 : at + 1),
  ArrowLeft: (at, last) => (at === 0 ? last : at - 1),
  Home: () => 0,
  End: (_, last) => last,
};

/** Views of one thing. Arrows move among them, and Tab goes on into the content (WAI-ARIA APG, tabs). */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children }: Props<Id>) {
  const id = useId();
  const listRef = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    const at = tabs.findIndex((tab) => tab.id === selected);
    const next = move === undefined ? undefined : tabs[move(at, tabs.length - 1)];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next.id);
    listRef.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label={label} className="tabs-list" ref={listRef} onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            data-tab={tab.id}
            aria-selected={tab.id === selected}
            aria-controls={tab.id === selected ? `${id}-panel` : undefined}
            tabIndex={tab.id === selected ? 0 : -1}
            onClick={() => onSelect(tab.id)}
          >
            {tab.label}
            {tab.count === undefined ? null : <span className="tabs-count"> {tab.count}</span>}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${selected}`} className="tabs-panel">
        {children}
      </div>
    </div>
  );
}
