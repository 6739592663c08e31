import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import {
  beginTotp,
  confirmTotp,
  type OwnAccount,
  removeTotp,
  renewRecoveryCodes,
} from "../../api/account.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { AccountPanel } from "./account-panel.tsx";
import { QrCode } from "./qr-code.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useChange } from "./use-change.ts";

type SignIn = NonNullable<OwnAccount["signIn"]>;
type Seed = Awaited<ReturnType<typeof beginTotp>>;

function CodeField({
  label,
  verb,
  attempt,
}: {
  readonly label: string;
  readonly verb: string;
  readonly attempt: {
    readonly mutate: (code: string) => void;
    readonly isPending: boolean;
    readonly error: Error | null;
  };
}) {
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    attempt.mutate(code);
    setCode("");
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <TextInput
        label={label}
        autoComplete="one-time-code"
        required
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <ProblemNotice error={attempt.error} />
      <Button type="submit" variant="default" loading={attempt.isPending}>
        {verb}
      </Button>
    </form>
  );
}

function AddApp({ onCodes }: { readonly onCodes: (codes: readonly string[]) => void }) {
  const [seed, setSeed] = useState<Seed | null>(null);
  const begin = useChange((actor) => beginTotp(actor), {
    said: "Photograph the picture with the app.",
    onDone: setSeed,
  });
  const confirm = useChange(confirmTotp, { said: "The app is asked for from now on.", onDone: onCodes });
  if (seed === null) {
    return (
      <>
        <p>
          An app on your phone shows a code that changes every 30 seconds. It is asked for after the password,
          so that a stolen password alone lets nobody in.
        </p>
        <ProblemNotice error={begin.error} title="It was not begun" />
        <div>
          <Button variant="default" loading={begin.isPending} onClick={() => begin.mutate(undefined)}>
            Add an authenticator app
          </Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p>Photograph this with the app, or type the key, then give the code that it shows.</p>
      <QrCode text={seed.address} label="QR code with the key for the authenticator app" />
      <p className="hf-mono" data-testid="totp-seed">
        {seed.seed.replaceAll(/(.{4})/g, "$1 ").trim()}
      </p>
      <CodeField label="Code of the app" verb="Confirm" attempt={confirm} />
    </>
  );
}

/** The authenticator app, and the recovery codes for when it is lost. */
export function AppPanel({ signIn }: { readonly signIn: SignIn }) {
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const remove = useChange(removeTotp, {
    said: "The app is not asked for any more.",
    onDone: () => setRemoving(false),
  });
  const renew = useChange((actor) => renewRecoveryCodes(actor), {
    said: "The old recovery codes have ended.",
    onDone: setCodes,
  });
  const hasFactor = signIn.hasTotp || signIn.passkeys.length > 0;
  return (
    <AccountPanel title="Authenticator app">
      {codes === null ? null : <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {signIn.hasTotp ? <p>● The app is asked for when you sign in with your password.</p> : null}
      {!signIn.hasTotp && codes === null ? <AddApp onCodes={setCodes} /> : null}
      {hasFactor ? (
        <>
          <p className="hf-dim">{`${signIn.recoveryCodes} recovery codes are left.`}</p>
          <ProblemNotice error={renew.error} />
          <div className="hf-row">
            <Button
              size="xs"
              variant="default"
              loading={renew.isPending}
              onClick={() => renew.mutate(undefined)}
            >
              New recovery codes
            </Button>
            {signIn.hasTotp && !isRemoving ? (
              <Button size="xs" variant="default" onClick={() => setRemoving(true)}>
                Remove the app…
              </Button>
            ) : null}
          </div>
        </>
      ) : null}
      {isRemoving ? (
        <CodeField label="Code of the app, or a recovery code" verb="Remove it" attempt={remove} />
      ) : null}
    </AccountPanel>
  );
}
