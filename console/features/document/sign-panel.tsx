import { Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useMemo } from "react";
import { actorName } from "#core/model/actor.ts";
import { type PublishedDocument, signDocument } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { Instant } from "../../ui/instant.tsx";
import { createOnceKey } from "../../ui/once-key.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { notify } from "../../ui/toast.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { useMe } from "../identity/people.ts";
import { useRefusal } from "../identity/use-refusal.ts";

const kinds = { valid: "ok", superseded: "overridden", expired: "warning" } as const;

function refusalFor(owner: string | null, me: ReturnType<typeof useMe>): string | null {
  if (owner === null || owner === me?.ref || me?.teams.some((team) => team === owner) === true) return null;
  return `Only ${owner} may sign it.`;
}

function useSign(found: PublishedDocument, onDone: () => void) {
  const me = useMe();
  const client = useQueryClient();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: (words: { readonly statement: string; readonly expiresOn: string | null }) => {
      const { ref, revision } = found.summary;
      const signature = { ref, revision, ...words };
      return signDocument(me?.ref ?? null, signature, once.keyFor(signature));
    },
    onSuccess: () => {
      once.renew();
      onDone();
      notify({ text: `${found.summary.ref} is signed.` });
      return client.invalidateQueries({ queryKey: queryKeys.documents });
    },
  });
}

function SignForm({ found }: { readonly found: PublishedDocument }) {
  const { ref, revision, owner } = found.summary;
  const { draft, setField, clear } = useDraft(`sign.${ref}.${revision}`, {});
  const sign = useSign(found, clear);
  const me = useMe();
  const refusal = useRefusal()("signDocument") ?? refusalFor(owner, me);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const expiresOn = draft["expiresOn"] ?? "";
    sign.mutate({ statement: draft["statement"] ?? "", expiresOn: expiresOn === "" ? null : expiresOn });
  };
  return (
    <form className="panel-body hf-stack" onSubmit={submit}>
      <p>
        A signature is of exactly what stands here now, revision{" "}
        <span className="hf-mono">{revision.slice(0, 12)}</span>. When its meaning changes it needs a new one.
      </p>
      <Textarea
        label="What you sign"
        description="In your words: that the figures are right, that the risk is accepted"
        rows={2}
        maxLength={10_000}
        value={draft["statement"] ?? ""}
        onChange={(event) => setField("statement", event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="Until"
        description="The last day on which it holds; empty: until the document changes"
        value={draft["expiresOn"] ?? ""}
        onChange={(event) => setField("expiresOn", event.currentTarget.value)}
      />
      <ProblemNotice error={sign.error} title="It was not signed" />
      <ReasonedButton label="Sign this revision" tone="primary" refusal={refusal} isBusy={sign.isPending} />
    </form>
  );
}

/** Who has signed a document, at which revision and until when; and signing it. */
export function SignPanel({ found }: { readonly found: PublishedDocument }) {
  return (
    <>
      <Panel title="Sign it">
        <SignForm found={found} />
      </Panel>
      <Panel title="Signatures">
        {found.signOffs.length === 0 ? <p className="panel-body hf-dim">Nobody has signed it.</p> : null}
        <ul className="document-list">
          {found.signOffs.toReversed().map((signOff) => (
            <li key={`${signOff.at} ${signOff.revision}`} className="document-row">
              <span>
                <StatusMark kind={kinds[signOff.status]} word={signOff.status} />{" "}
                <bdi>{actorName(signOff.by)}</bdi> signed revision{" "}
                <span className="hf-mono">{signOff.revision.slice(0, 12)}</span>
                {signOff.statement === "" ? null : (
                  <>
                    : <bdi>{signOff.statement}</bdi>
                  </>
                )}
              </span>
              <span className="hf-dim">
                <Instant at={signOff.at} />,{" "}
                {signOff.expiresOn === null ? "until it changes" : `until ${signOff.expiresOn}`}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
