import { useRef } from "react";
import { Icon } from "./icon.tsx";
import { useShortcuts } from "./shortcuts.ts";
import "./search-field.css";

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly placeholder?: string;
};

/** Where one types what to look for on this page; `/` goes there, Escape empties it and leaves. */
export function SearchField({ label, value, onChange, placeholder }: Props) {
  const ref = useRef<HTMLInputElement>(null);
  useShortcuts("On this page", {
    "/": {
      does: label.toLocaleLowerCase(),
      act: () => {
        ref.current?.focus();
        ref.current?.select();
      },
    },
    Escape: {
      does: "empties the search and leaves it",
      act: () => {
        if (document.activeElement !== ref.current) return false;
        onChange("");
        ref.current?.blur();
        return true;
      },
    },
  });
  return (
    <span className="search-field">
      <Icon name="search" size={14} />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </span>
  );
}
