import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { isRef, type Ref } from "#core/model/ref.ts";
import {
  fetchDocuments,
  fetchPublishedEstate,
  planRestructuring,
  type Restructuring,
  type RestructuringPlan,
} from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { useActor } from "../identity/actor.ts";
import { saveDraft, useDrafts } from "./draft/drafts.ts";

type Type = Restructuring["type"];

const types: {
  readonly [type in Type]: { readonly label: string; readonly asks: string; readonly hint: string };
} = {
  rename: { label: "Rename it", asks: "New name", hint: "Everything that names it names it so." },
  split: {
    label: "Split it",
    asks: "Into",
    hint: "Two new names or more, with commas. Who relied on it relies on all.",
  },
  merge: {
    label: "Merge it into another",
    asks: "Into",
    hint: "The other stays; who relied on this one relies on it.",
  },
  divest: {
    label: "Divest it",
    asks: "And with it",
    hint: "More that leaves the estate, with commas. May be empty.",
  },
  move: {
    label: "Move what is here",
    asks: "To",
    hint: "What is at this site, or belongs to this owner, goes there.",
  },
};

/** The names that were typed, with the kind of the document where none was written. */
function refsOf(typed: string, target: Ref): readonly string[] {
  const kind = target.slice(0, target.indexOf(":"));
  return typed
    .split(/[\s,]+/)
    .filter((one) => one !== "")
    .map((one) => (one.includes(":") ? one : `${kind}:${one}`));
}

/** What is asked of the server, or why it makes no sense yet. */
function restructuringOf(type: Type, target: Ref, typed: string): Restructuring | string {
  const named = refsOf(typed, target);
  const wrong = named.find((one) => !isRef(one));
  if (wrong !== undefined) return `${wrong} is no name: a kind and lower-case letters, digits and dashes.`;
  const refs = named as Ref[];
  const [first] = refs;
  switch (type) {
    case "rename":
      return first === undefined ? "Say the new name." : { type, from: target, to: first };
    case "split":
      return refs.length < 2 ? "Name at least two parts." : { type, from: target, into: refs };
    case "merge":
      return first === undefined ? "Say which one stays." : { type, from: [target], into: first };
    case "divest":
      return { type, refs: [target, ...refs] };
    case "move":
      return first === undefined ? "Say where to." : { type, from: target, to: first, only: null };
    default:
      return type satisfies never;
  }
}

function Places({
  title,
  places,
}: {
  readonly title: string;
  readonly places: RestructuringPlan["touched"];
}) {
  return (
    <Panel title={title} aside={<span className="hf-dim">{places.length}</span>}>
      <ul className="document-list">
        {places.map(({ ref, path, text }) => (
          <li key={`${ref} ${path} ${text}`} className="document-row">
            <span>
              <Link to={paths.document} params={{ ref }}>
                <bdi>{ref}</bdi>
              </Link>{" "}
              <span className="hf-mono hf-dim">{path}</span>
            </span>
            <span>
              <bdi>{text}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Takes what was planned among the person's changes, where what is left to decide can be decided. */
function Take({ plan }: { readonly plan: RestructuringPlan }) {
  const actor = useActor();
  const navigate = useNavigate();
  const drafts = useDrafts() ?? [];
  const estate = useQuery({
    queryKey: queryKeys.documentTexts(actor),
    queryFn: () => fetchPublishedEstate(actor),
  });
  const taken = plan.changes.filter(({ ref }) => drafts.some(({ id }) => id === ref));
  const refusal =
    taken.length > 0
      ? `You have changed ${taken.map(({ ref }) => ref).join(", ")} already: propose that first, or throw it away.`
      : estate.data === undefined
        ? "The published texts are still on their way."
        : null;
  const take = () => {
    const published = new Map((estate.data?.documents ?? []).map((document) => [document.ref, document]));
    const editedAt = new Date().toISOString();
    for (const { ref, text, base } of plan.changes) {
      const known = published.get(ref);
      const kind = ref.slice(0, ref.indexOf(":"));
      saveDraft({
        id: ref,
        ref: known === undefined ? null : ref,
        kind: kind.charAt(0).toUpperCase() + kind.slice(1),
        base,
        baseText: known?.text ?? "",
        text,
        revises: null,
        editedAt,
      });
    }
    void navigate({ to: paths.proposalNew });
  };
  return (
    <>
      <ProblemNotice error={estate.error} title="The published texts cannot be read" />
      <ReasonedButton
        label={`Take these ${plan.changes.length} changes to propose them`}
        tone="primary"
        refusal={refusal}
        onPress={take}
      />
    </>
  );
}

function Plan({ plan }: { readonly plan: RestructuringPlan }) {
  return (
    <>
      {plan.undecided.length > 0 ? (
        <Places title="Left for you to decide" places={plan.undecided} />
      ) : (
        <Notice tone="plain">
          <span>Nothing is left to decide.</span>
        </Notice>
      )}
      <Places title="Every place it touches" places={plan.touched} />
      <Panel title="Plans and runbooks concerned" aside={<span className="hf-dim">{plan.plans.length}</span>}>
        <p className="panel-body">{plan.plans.length === 0 ? "None." : plan.plans.join(", ")}</p>
      </Panel>
      <Take plan={plan} />
    </>
  );
}

/** Rename, split, merge, divest, move: shows everything that would be touched, and does nothing by itself. */
export function RestructurePanel({ target }: { readonly target: Ref }) {
  const actor = useActor();
  const list = useId();
  const [type, setType] = useState<Type>("rename");
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const names = useQuery({ queryKey: queryKeys.documentList(actor), queryFn: () => fetchDocuments(actor) });
  const plan = useMutation({ mutationFn: (asked: Restructuring) => planRestructuring(actor, asked) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = restructuringOf(type, target, typed);
    setRefusal(typeof asked === "string" ? asked : null);
    if (typeof asked !== "string") plan.mutate(asked);
  };
  const offers =
    type === "merge" || type === "move" || type === "divest" ? (names.data?.documents ?? []) : [];
  return (
    <div className="hf-stack">
      <Panel title="Change the estate around it">
        <form className="panel-body hf-stack" onSubmit={submit}>
          <NativeSelect
            label="What is to be done"
            value={type}
            onChange={(event) => {
              setType(event.currentTarget.value as Type);
              plan.reset();
            }}
          >
            {Object.entries(types).map(([id, { label }]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </NativeSelect>
          <TextInput
            label={types[type].asks}
            description={types[type].hint}
            list={offers.length > 0 ? list : undefined}
            autoComplete="off"
            spellCheck={false}
            error={refusal ?? undefined}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <datalist id={list}>
            {offers.map(({ ref, title }) => (
              <option key={ref} value={ref}>
                {title}
              </option>
            ))}
          </datalist>
          <ProblemNotice error={plan.error} title="This cannot be done" />
          <div>
            <Button type="submit" variant="default" loading={plan.isPending}>
              Show what it touches
            </Button>
          </div>
        </form>
      </Panel>
      {plan.data === undefined ? null : <Plan plan={plan.data} />}
    </div>
  );
}
