import { actorName, type Actor } from "#core/model/actor.ts";
import type { Ref } from "#core/model/ref.ts";
import { rebaseChange } from "#core/revision/rebase.ts";
import { Instant } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import type { useEditing } from "./draft/use-editing.ts";

/** What is published of a document now. */
export type PublishedNow = {
  readonly ref: Ref;
  readonly text: string;
  readonly sha256: string | null;
  readonly number: number;
  readonly at: string;
  readonly by: Actor;
};

type Props = {
  readonly published: PublishedNow;
  readonly editing: ReturnType<typeof useEditing>;
  readonly replace: (text: string) => void;
};

/** Says that the document was changed by others since the draft was begun, and brings both together: nothing is lost. */
export function MovedNotice({ published, editing, replace }: Props) {
  const { base, text, rebase } = editing;
  if (!editing.isKept || base.sha256 === published.sha256) return null;
  const merged = rebaseChange({ ref: published.ref, base: base.text, ours: text, theirs: published.text });
  const next = merged.status === "done" ? published.text : (merged.text ?? text);
  const isClean = merged.status !== "conflict";
  return (
    <Notice tone="warning" role="status" title="Somebody changed this document since you began">
      <span>
        Publication {published.number} by <bdi>{actorName(published.by)}</bdi>, <Instant at={published.at} />.{" "}
        {isClean
          ? "Both changes fit together."
          : "Both changed the same lines: the merged text shows both sides between marks, for you to choose."}
      </span>
      <div className="hf-row">
        <ReasonedButton
          label={isClean ? "Put mine on top of it" : "Merge, and let me choose"}
          tone="plain"
          isSmall
          refusal={null}
          onPress={() => {
            rebase(published.sha256, published.text, next);
            replace(next);
          }}
        />
      </div>
    </Notice>
  );
}
