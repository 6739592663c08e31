import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { Grant } from "../../api/grants.ts";
import { Notice } from "../../ui/notice.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { useRefusal } from "../identity/use-refusal.ts";
import { useCollectGrant } from "./grant-queries.ts";

type Props = { readonly grant: Grant };

/** The grantee has the credential made; it is shown here once, and gone when the page is left. */
export function GrantCredential({ grant }: Props) {
  const [publicKey, setPublicKey] = useState("");
  const collect = useCollectGrant(grant.id);
  const refuse = useRefusal();
  if (grant.whyNot.collect !== null) return null;
  const again = grant.credential !== null;
  const needsKey = grant.connector === "ssh";
  const missing = needsKey && publicKey.trim() === "" ? "Paste your public key first." : null;
  const body = { publicKey: needsKey ? publicKey.trim() : null, again };
  return (
    <div className="hf-stack">
      {needsKey ? (
        <Textarea
          label="Your OpenSSH public key"
          size="xs"
          rows={2}
          value={publicKey}
          onChange={(event) => setPublicKey(event.currentTarget.value)}
        />
      ) : null}
      <div className="grant-actions">
        <ReasonedButton
          isSmall
          label={again ? "Collect a new one; the old one is void" : "Collect the credential"}
          tone={again ? "plain" : "primary"}
          refusal={refuse("collectGrant") ?? missing}
          isBusy={collect.isPending}
          onPress={() => collect.mutate(body)}
        />
      </div>
      <ProblemNotice error={collect.error} />
      {collect.data === undefined ? null : (
        <Notice tone="warning" title="Shown once, kept nowhere" role="status">
          <dl className="grant-credential">
            {Object.entries(collect.data.credential).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{String(value)}</code>
                </dd>
              </div>
            ))}
          </dl>
        </Notice>
      )}
    </div>
  );
}
