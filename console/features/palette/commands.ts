import { useEffect, useId } from "react";
import { createStore } from "../../ui/external-store.ts";

/** Something a page can do now, offered by the palette. */
export type Command = {
  readonly id: string;
  /** What it does, as a person would say it: “Approve: promote west”. */
  readonly title: string;
  /** The keys that do the same. */
  readonly keys?: string;
  readonly run: () => void;
  /** Why it cannot be done now; then it is listed with the reason and does nothing. */
  readonly why?: string;
};

type Registered = { readonly [component: string]: readonly Command[] };

const store = createStore<Registered>({});

/** The commands of the pages that are on screen. */
export function registeredCommands(): readonly Command[] {
  return Object.values(store.get()).flat();
}

/** Offers what a page can do in the palette, while the component is there. */
export function useCommands(commands: readonly Command[]): void {
  const component = useId();
  useEffect(() => {
    store.set({ ...store.get(), [component]: commands });
  }, [component, commands]);
  useEffect(() => {
    return () => {
      const { [component]: _gone, ...rest } = store.get();
      store.set(rest);
    };
  }, [component]);
}
