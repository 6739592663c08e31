import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { createToken, fetchTokens, type OwnAccount, revokeToken, type TokenInfo } from "../../api/account.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { Ago, Instant } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { useActor } from "../identity/actor.ts";
import { AccountPanel } from "./account-panel.tsx";
import { useChange } from "./use-change.ts";

function Row({ token, onRevoke }: { readonly token: TokenInfo; readonly onRevoke: () => void }) {
  const { id, name, expiresAt, usedAt } = token;
  return (
    <li className="account-row">
      <span>
        <strong>
          <bdi>{name === "" ? id : name}</bdi>
        </strong>{" "}
        <span className="hf-dim hf-small">
          {usedAt === null ? "never used" : null}
          {usedAt === null ? null : (
            <>
              used <Ago at={usedAt} />
            </>
          )}
          {expiresAt === null ? ", never expires" : ", expires "}
          {expiresAt === null ? null : <Instant at={expiresAt} />}
        </span>
      </span>
      <Button size="xs" variant="default" onClick={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}

function NewToken({ person }: { readonly person: OwnAccount["person"] }) {
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [text, setText] = useState<string | null>(null);
  const create = useChange(createToken, { said: "The token is made.", onDone: setText });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ person, name, days: Number(days) });
  };
  return (
    <>
      {text === null ? null : (
        <Notice tone="warning" role="alert" title="Copy the token now">
          <span>It is shown this once. Give it to the command line as HOLDFAST_TOKEN.</span>
          <code className="hf-pre">{text}</code>
        </Notice>
      )}
      <form className="account-form" onSubmit={submit}>
        <TextInput
          label="What it is for"
          maxLength={100}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label="It works for"
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
          data={[
            { value: "1", label: "one day" },
            { value: "30", label: "30 days" },
            { value: "90", label: "90 days" },
            { value: "365", label: "a year" },
          ]}
        />
        <ProblemNotice error={create.error} />
        <Button type="submit" variant="default" loading={create.isPending}>
          Make a token
        </Button>
      </form>
    </>
  );
}

/** Tokens of the command line. */
export function TokensPanel({ person }: { readonly person: OwnAccount["person"] }) {
  const actor = useActor();
  const found = useQuery({ queryKey: queryKeys.tokens(actor), queryFn: () => fetchTokens(actor) });
  const own = (found.data ?? []).filter((token) => token.person === person);
  const revoke = useChange(revokeToken, { said: "The token lets nobody in any more." });
  return (
    <AccountPanel
      title="Tokens for the command line"
      aside={<span className="hf-dim">{found.data && own.length}</span>}
    >
      <ProblemNotice error={found.error ?? revoke.error} />
      <ul className="account-list">
        {own.map((token) => (
          <Row key={token.id} token={token} onRevoke={() => revoke.mutate(token.id)} />
        ))}
      </ul>
      <NewToken person={person} />
    </AccountPanel>
  );
}
