import type { DocumentKind } from "#core/model/ref.ts";
import { copyText } from "../../ui/copy-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { examples } from "./examples.ts";

/** A document to begin with, where there is none of its kind yet. */
export function Example({ kind }: { readonly kind: Lowercase<DocumentKind> }) {
  const text = examples[kind];
  if (text === undefined) return null;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key */}
      <pre className="hf-pre" tabIndex={0} aria-label={`Example of a ${kind}`}>
        {text}
      </pre>
      <button type="button" className="hf-button" onClick={() => void copyText(text, "The example")}>
        <Icon name="copy" size={14} />
        Copy the example
      </button>
    </>
  );
}
