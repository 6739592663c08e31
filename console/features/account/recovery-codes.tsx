import { Button } from "@mantine/core";
import { CopyMenu } from "../../ui/copy-menu.tsx";
import { Notice } from "../../ui/notice.tsx";

type Props = { readonly codes: readonly string[]; readonly onKept: () => void };

/** Recovery codes, the only time they are shown. */
export function RecoveryCodes({ codes, onKept }: Props) {
  return (
    <Notice tone="warning" role="alert" title="Keep these recovery codes">
      <span>
        They are shown this once. Each signs you in once when the app or the passkey is lost: print them, or
        keep them where you keep passwords.
      </span>
      <ul className="account-codes hf-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="hf-row">
        <CopyMenu table={() => ({ heads: ["Recovery code"], rows: codes.map((code) => [code]) })} />
        <Button size="xs" variant="default" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </Notice>
  );
}
