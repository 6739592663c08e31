import { Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { type Proposal, type ProposalCommand, tellProposal } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { createOnceKey } from "../../ui/once-key.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { useDraft } from "../../ui/use-draft.ts";
import { useActor } from "../identity/actor.ts";
import { type Refuse, useRefusal } from "../identity/use-refusal.ts";

/** Gives commands; what is on screen is what they answer. */
function useTell({ id, content, version }: Proposal, onDone: () => void) {
  const actor = useActor();
  const client = useQueryClient();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: ({ to, text }: Pick<ProposalCommand, "to" | "text">) => {
      const command = { to, text, content };
      return tellProposal(actor, id, command, once.keyFor([command, version]));
    },
    onSuccess: (after) => {
      once.renew();
      onDone();
      client.setQueryData(queryKeys.proposal(id, actor), after);
      void client.invalidateQueries({ queryKey: queryKeys.proposals });
      void client.invalidateQueries({ queryKey: queryKeys.documents });
    },
  });
}

type Command = {
  readonly to: ProposalCommand["to"];
  readonly label: string;
  readonly tone: "primary" | "plain" | "danger";
  readonly refusal: string | null;
};

/** The commands in the order of their buttons, each with why it cannot be given now. */
function commandsOf({ may }: Proposal, text: string, refuse: Refuse): readonly Command[] {
  const wordless = text.trim() === "" ? "Say it above first." : null;
  return [
    { to: "approve", label: "Approve", tone: "plain", refusal: refuse("approveProposal") ?? may.approve },
    { to: "publish", label: "Publish", tone: "primary", refusal: refuse("publishProposal") ?? may.publish },
    {
      to: "request-changes",
      label: "Request changes",
      tone: "plain",
      refusal: refuse("requestProposalChanges") ?? may.requestChanges ?? wordless,
    },
    {
      to: "comment",
      label: "Comment",
      tone: "plain",
      refusal: refuse("commentProposal") ?? may.requestChanges ?? wordless,
    },
    { to: "rebase", label: "Rebase", tone: "plain", refusal: refuse("rebaseProposal") ?? may.rebase },
    {
      to: "withdraw",
      label: "Withdraw",
      tone: "danger",
      refusal: refuse("withdrawProposal") ?? may.withdraw,
    },
  ];
}

/** What can be done with a proposal; each button says why it cannot be pressed. `children` stand behind them. */
export function ProposalCommands({
  proposal,
  children,
}: {
  readonly proposal: Proposal;
  readonly children?: ReactNode;
}) {
  const { draft, setField, clear } = useDraft(`proposal.${proposal.id}`, {});
  const text = draft["text"] ?? "";
  const tell = useTell(proposal, clear);
  const commands = commandsOf(proposal, text, useRefusal());
  const button = ({ to, ...words }: Command) => (
    <ReasonedButton key={to} {...words} onPress={() => tell.mutate({ to, text: text.trim() })} />
  );
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
        {commands.filter(({ refusal }) => refusal === null).map(button)}
        {children}
      </div>
      {commands.filter(({ refusal }) => refusal !== null).map(button)}
    </div>
  );
}
