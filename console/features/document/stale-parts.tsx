import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { reviewPart, type StalePart } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Instant } from "../../ui/instant.tsx";
import { createOnceKey } from "../../ui/once-key.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useMe } from "../identity/people.ts";
import { useRefusal } from "../identity/use-refusal.ts";

/** Why the person cannot say that a part is right; null when they can. */
function refusalFor(part: StalePart, me: ReturnType<typeof useMe>): string | null {
  const { owner } = part;
  if (owner === null || owner === me?.ref || me?.teams.some((team) => team === owner) === true) return null;
  return `Only ${owner} may say that this is right.`;
}

function Reason({ reason }: { readonly reason: StalePart["reasons"][number] }) {
  const { ref, change, fields, via, number, at, authors } = reason;
  return (
    <li>
      <bdi>{ref}</bdi> {change === "removed" ? "was removed" : `was changed in ${fields.join(", ")}`} by{" "}
      <bdi>{authors.join(", ")}</bdi>, <Instant at={at} />, publication {number}
      {via.length > 1 ? <span className="hf-dim">; reached by {via.join(" → ")}</span> : null}
    </li>
  );
}

function Part({ part }: { readonly part: StalePart }) {
  const me = useMe();
  const refuse = useRefusal();
  const client = useQueryClient();
  const once = useMemo(createOnceKey, []);
  const review = useMutation({
    mutationFn: () =>
      reviewPart(me?.ref ?? null, part, "", once.keyFor([part.document, part.part, part.reasons])),
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.documents }),
  });
  return (
    <li className="document-stale">
      <div>
        <StatusMark kind="warning" word="stale" />{" "}
        <Link to={paths.document} params={{ ref: part.document }}>
          <bdi>{part.document}</bdi>
        </Link>
        : <bdi>{part.title}</bdi> <span className="hf-dim">owned by {part.owner ?? "nobody"}</span>
      </div>
      <ul className="document-reasons">
        {part.reasons.map((reason) => (
          <Reason key={`${reason.number} ${reason.ref}`} reason={reason} />
        ))}
      </ul>
      <ReasonedButton
        label="It is still right"
        tone="plain"
        isSmall
        refusal={refuse("reviewParts") ?? refusalFor(part, me)}
        onPress={() => review.mutate()}
      />
      <ProblemNotice error={review.error} />
    </li>
  );
}

type Props = {
  readonly parts: readonly StalePart[];
  /** More are shown when somebody asks; absent: all. */
  readonly shownAtFirst?: number;
};

/** Parts of plans that rely on something that was changed since, each with the reason. */
export function StaleParts({ parts, shownAtFirst = parts.length }: Props) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? parts : parts.slice(0, shownAtFirst);
  return (
    <>
      <ul className="document-list">
        {shown.map((part) => (
          <Part key={`${part.document} ${part.part}`} part={part} />
        ))}
      </ul>
      {shown.length < parts.length ? (
        <div className="panel-body">
          <button type="button" className="hf-button" onClick={() => setWhole(true)}>
            {`Show all ${parts.length}`}
          </button>
        </div>
      ) : null}
    </>
  );
}
