import type { IconName } from "../../ui/icon.tsx";

/** A line of the palette. */
export type PaletteEntry = {
  readonly id: string;
  readonly group: "Recent" | "On this page" | "Do" | "Pages" | "Runs" | "Estate";
  readonly icon: IconName;
  readonly title: string;
  /** What it is, beside the title: a kind, a status. It is found by that too. */
  readonly hint?: string;
  readonly keys?: string;
  /** Why it cannot be done now. */
  readonly why?: string;
  readonly choose: () => void;
};
