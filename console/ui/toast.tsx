import { useEffect, useState, useSyncExternalStore } from "react";
import { createStore } from "./external-store.ts";
import { Icon } from "./icon.tsx";
import "./toast.css";

type Toast = {
  readonly id: number;
  /** What happened, in one sentence. */
  readonly text: string;
  /** Takes it back. Whoever gives this keeps what is needed for it. */
  readonly undo?: () => void;
};

const shownMax = 4;
const secondsPlain = 7;
/** Long enough to read, think and reach it; and the pointer or the focus on it stops the clock. */
const secondsWithUndo = 30;

const store = createStore<readonly Toast[]>([]);
let lastId = 0;

/** Says that something happened, in the one live region; offers to take it back where that is possible. */
export function notify(toast: Omit<Toast, "id">): void {
  lastId += 1;
  store.set([...store.get(), { ...toast, id: lastId }].slice(-shownMax));
}

function dismiss(id: number): void {
  store.set(store.get().filter((toast) => toast.id !== id));
}

function OneToast({ toast }: { readonly toast: Toast }) {
  const { id, text, undo } = toast;
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const seconds = undo === undefined ? secondsPlain : secondsWithUndo;
    const timer = setTimeout(() => dismiss(id), seconds * 1000);
    return () => clearTimeout(timer);
  }, [id, isHeld, undo]);
  return (
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="toast-text">{text}</span>
      {undo === undefined ? null : (
        <button
          type="button"
          className="toast-undo"
          onClick={() => {
            dismiss(id);
            undo();
          }}
        >
          Undo
        </button>
      )}
      <button type="button" className="toast-close" aria-label="Dismiss" onClick={() => dismiss(id)}>
        <Icon name="close" size={12} />
      </button>
    </div>
  );
}

/** Where what happened is said; the one live region of the console. Stands once, in the shell. */
export function Toasts() {
  const toasts = useSyncExternalStore(store.subscribe, store.get);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
