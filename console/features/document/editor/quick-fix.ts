import type { Diagnostic } from "#core/model/diagnostic.ts";

/** A repair that nobody has to think about: other words in the place of those that were found wrong. */
export type QuickFix = { readonly label: string; readonly text: string };

/**
 * The obvious repair of a finding, where its help names one (“did you mean `…`?”) and one word stands at its place;
 * null where a person has to think.
 */
export function quickFixOf({ help }: Pick<Diagnostic, "help">, written: string): QuickFix | null {
  const meant = /did you mean `?([^\s`?]+)`?\?/i.exec(help ?? "")?.[1];
  const quote = /^(["']?)[\w:.-]+\1$/.exec(written)?.[1];
  if (meant === undefined || quote === undefined) return null;
  return { label: `Change to ${meant}`, text: `${quote}${meant}${quote}` };
}
