import { Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Proposal, type ProposalCommand, tellProposal } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { createOnceKey } from "../../ui/once-key.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { useActor } from "../identity/actor.ts";

/** What can be done with a proposal; each button says why it cannot be pressed. */
export function ProposalCommands({ proposal }: { readonly proposal: Proposal }) {
  const { id, content, may, version } = proposal;
  const actor = useActor();
  const client = useQueryClient();
  const once = useMemo(createOnceKey, []);
  const { draft, setField, clear } = useDraft(`proposal.${id}`, {});
  const text = draft["text"] ?? "";
  const tell = useMutation({
    mutationFn: (to: ProposalCommand["to"]) => {
      const command = { to, text: text.trim(), content };
      return tellProposal(actor, id, command, once.keyFor([command, version]));
    },
    onSuccess: (after) => {
      once.renew();
      clear();
      client.setQueryData(queryKeys.proposal(id, actor), after);
      void client.invalidateQueries({ queryKey: queryKeys.proposals });
      void client.invalidateQueries({ queryKey: queryKeys.documents });
    },
  });
  const needsWords = text.trim() === "" ? "Say it above first." : null;
  return (
    <div className="panel-body hf-stack">
      <Textarea
        label="Note, comment or reason"
        description="Stands in the record with what you do"
        rows={2}
        maxLength={10_000}
        value={text}
        onChange={(event) => setField("text", event.currentTarget.value)}
      />
      <ProblemNotice error={tell.error} title="It was not done" />
      <div className="hf-row">
        <ReasonedButton
          label="Approve"
          tone="plain"
          refusal={may.approve}
          onPress={() => tell.mutate("approve")}
        />
        <ReasonedButton
          label="Publish"
          tone="primary"
          refusal={may.publish}
          onPress={() => tell.mutate("publish")}
        />
        <ReasonedButton
          label="Request changes"
          tone="plain"
          refusal={may.requestChanges ?? needsWords}
          onPress={() => tell.mutate("request-changes")}
        />
        <ReasonedButton
          label="Comment"
          tone="plain"
          refusal={may.requestChanges ?? needsWords}
          onPress={() => tell.mutate("comment")}
        />
        <ReasonedButton
          label="Rebase"
          tone="plain"
          refusal={may.rebase}
          onPress={() => tell.mutate("rebase")}
        />
        <ReasonedButton
          label="Withdraw"
          tone="danger"
          refusal={may.withdraw}
          onPress={() => tell.mutate("withdraw")}
        />
      </div>
    </div>
  );
}
