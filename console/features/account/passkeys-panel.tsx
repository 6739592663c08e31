import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { addPasskey, type OwnAccount, removePasskey } from "../../api/account.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { fetchSignInOptions } from "../../api/sign-in.ts";
import { Ago } from "../../ui/instant.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { AccountPanel } from "./account-panel.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useChange } from "./use-change.ts";

type SignIn = NonNullable<OwnAccount["signIn"]>;

/** What a browser says when no passkey was made, in words for who pressed the button. */
function refusal(error: Error | null): Error | null {
  if (error === null || "help" in error) return error;
  if (error.name === "InvalidStateError")
    return new Error("This device has a passkey for this account already.");
  return new Error(error.name === "NotAllowedError" ? "No passkey was made." : error.message);
}

function AddPasskey({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) {
  const [name, setName] = useState("");
  const add = useChange(addPasskey, {
    said: "The passkey signs you in from now on.",
    onDone: (codes) => {
      setName("");
      if (codes.length > 0) onCodes(codes);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(name.trim() === "" ? "passkey" : name.trim());
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <TextInput
        label="What to call it"
        placeholder="work laptop"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ProblemNotice error={refusal(add.error)} />
      <Button type="submit" variant="default" loading={add.isPending}>
        Add a passkey
      </Button>
    </form>
  );
}

/** Passkeys: no password to type, to forget or to give to a forged page. */
export function PasskeysPanel({ signIn }: { readonly signIn: SignIn }) {
  const options = useQuery({ queryKey: queryKeys.signIn, queryFn: fetchSignInOptions });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const remove = useChange(removePasskey, { said: "The passkey lets nobody in any more." });
  return (
    <AccountPanel title="Passkeys">
      {codes === null ? null : <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {signIn.passkeys.length === 0 ? (
        <p>
          A passkey signs you in with the lock of your device: nothing to type, to forget, or to give to a
          forged page.
        </p>
      ) : null}
      <ul className="account-list">
        {signIn.passkeys.map(({ id, name, createdAt, usedAt }) => (
          <li key={id} className="account-row">
            <span>
              <strong>
                <bdi>{name}</bdi>
              </strong>{" "}
              <span className="hf-dim">
                made <Ago at={createdAt} />
                {usedAt === null ? ", never used" : null}
                {usedAt === null ? null : (
                  <>
                    , used <Ago at={usedAt} />
                  </>
                )}
              </span>
            </span>
            <Button size="xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate(id)}>
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <ProblemNotice error={remove.error} />
      {options.data?.passkeys === false ? (
        <p className="hf-dim">
          Browsers bind passkeys to a name, and this address is none: open the server by its name (localhost,
          or that of --public-url) to add one.
        </p>
      ) : (
        <AddPasskey onCodes={setCodes} />
      )}
    </AccountPanel>
  );
}
