import { TextInput } from "@mantine/core";
import { useState } from "react";
import type { Grant, GrantOrder } from "../../api/grants.ts";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { useRefusal } from "../identity/use-refusal.ts";
import { useTellGrant } from "./grant-queries.ts";

/** The operation behind each order, which asks for a role. */
const operations = {
  approve: "approveGrant",
  refuse: "refuseGrant",
  revoke: "revokeGrant",
  review: "reviewGrant",
} as const;

type Props = { readonly grant: Grant };

/** What may be told to the grant as it stands, with the tone of its button. */
function ordersOf(
  grant: Grant,
  words: string,
): readonly (readonly [string, GrantOrder, Grant["whyNot"]["end"]])[] {
  const { whyNot } = grant;
  if (grant.status === "asked") {
    return [
      ["Approve", { to: "approve", body: { note: words } }, whyNot.approve],
      ["Refuse", { to: "refuse", body: { reason: words } }, whyNot.refuse],
    ];
  }
  if (grant.reviewDue && whyNot.end !== null) {
    return [
      ["Justified", { to: "review", body: { verdict: "justified", note: words } }, whyNot.review],
      ["Not justified", { to: "review", body: { verdict: "not-justified", note: words } }, whyNot.review],
    ];
  }
  if (whyNot.end !== null) return [];
  return [["Revoke now", { to: "revoke", body: { reason: words } }, whyNot.end]];
}

/** Approve, refuse, revoke, review: each with its words, which stand in the record. */
export function GrantActions({ grant }: Props) {
  const [words, setWords] = useState("");
  const tell = useTellGrant(grant.id);
  const refuse = useRefusal();
  const orders = ordersOf(grant, words);
  if (orders.length === 0) return null;
  const needsWords = (order: GrantOrder) =>
    order.to !== "approve" && words.trim() === "" ? "Say why: it stands in the record." : null;
  return (
    <div className="grant-actions">
      <TextInput
        label="Reason or note"
        size="xs"
        value={words}
        maxLength={10_000}
        dir="auto"
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {orders.map(([label, order, whyNot]) => (
        <ReasonedButton
          key={label}
          isSmall
          label={label}
          tone={order.to === "approve" ? "primary" : order.to === "revoke" ? "danger" : "plain"}
          refusal={refuse(operations[order.to]) ?? whyNot ?? needsWords(order)}
          isBusy={tell.isPending}
          onPress={() => tell.mutate(order, { onSuccess: () => setWords("") })}
        />
      ))}
      <ProblemNotice error={tell.error} />
    </div>
  );
}
