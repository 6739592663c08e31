import { Modal, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Role, roleMeanings, roles } from "#core/access/roles.ts";
import {
  changeRoles,
  createAccount,
  type PasswordLink,
  type PersonAccess,
  resetAccount,
  turnAccount,
} from "../../api/access.ts";
import { Ago, Instant } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { notify } from "../../ui/toast.tsx";
import { useActor } from "../identity/actor.ts";
import { type Operation, useRefusal } from "../identity/use-refusal.ts";

type Props = { readonly access: PersonAccess; readonly onClose: () => void };

type Change = "roles" | "create" | "reset" | "reset-factors" | "disable" | "enable";

function changesOf({ roles: held }: PersonAccess, wanted: ReadonlySet<Role>) {
  return {
    grant: roles.filter((role) => wanted.has(role) && !held.includes(role)),
    revoke: held.filter((role) => !wanted.has(role)),
  };
}

/** Carries out one of the changes; answers a link where a password is to be chosen. */
function useChanges({ access }: Props, wanted: ReadonlySet<Role>, reason: string) {
  const actor = useActor();
  const client = useQueryClient();
  const { person } = access;
  return useMutation({
    mutationFn: async (change: Change): Promise<PasswordLink | null> => {
      switch (change) {
        case "roles":
          await changeRoles(actor, person, { ...changesOf(access, wanted), reason });
          return null;
        case "create":
          return createAccount(actor, { person, roles: roles.filter((role) => wanted.has(role)), reason });
        case "reset":
        case "reset-factors":
          return resetAccount(actor, person, { factors: change === "reset-factors", reason });
        case "disable":
        case "enable":
          await turnAccount(actor, person, change, reason);
          return null;
        default:
          return change satisfies never;
      }
    },
    onSuccess: () => {
      notify({ text: "It is done, and stands in the log." });
      void client.invalidateQueries({ queryKey: ["access"] });
      void client.invalidateQueries({ queryKey: ["me"] });
    },
  });
}

function RoleChoices({
  access,
  wanted,
  onToggle,
}: {
  readonly access: PersonAccess;
  readonly wanted: ReadonlySet<Role>;
  readonly onToggle: (role: Role) => void;
}) {
  return (
    <fieldset className="access-choices">
      <legend>Roles</legend>
      {roles.map((role) => {
        const grant = access.grants?.find((one) => one.role === role);
        return (
          <label key={role} className="access-choice">
            <input type="checkbox" checked={wanted.has(role)} onChange={() => onToggle(role)} />
            <span>
              <strong>{role}</strong> <span className="hf-dim">{roleMeanings[role]}</span>
            </span>
            {grant === undefined ? null : (
              <small className="hf-dim">
                {`${grant.by}, `}
                <Ago at={grant.at} />
                {`: ${grant.reason}`}
              </small>
            )}
          </label>
        );
      })}
    </fieldset>
  );
}

function Link({ link }: { readonly link: PasswordLink }) {
  return (
    <Notice tone="warning" role="alert" title="Give this link to the person, by a way you trust">
      <span>
        {`It works once, until `}
        <Instant at={link.expiresAt} />
        {`, and is shown this once. They sign in as ${link.name}.`}
      </span>
      <code className="hf-pre">{`${location.origin}${link.link}`}</code>
    </Notice>
  );
}

type ButtonsProps = {
  readonly access: PersonAccess;
  /** Nothing is changed yet. */
  readonly isSame: boolean;
  readonly why: (operation: Operation) => string | null;
  readonly onChange: (change: Change) => void;
};

/** What can be done now: with an account other things than without one. */
function Buttons({ access: { account }, isSame, why, onChange }: ButtonsProps) {
  const button = (
    label: string,
    what: Change,
    refusal: string | null,
    tone: "plain" | "primary" | "danger" = "plain",
  ) => <ReasonedButton label={label} tone={tone} refusal={refusal} onPress={() => onChange(what)} isSmall />;
  const whyNoRoles = why("changeRoles") ?? (isSame ? "Nothing is changed yet." : null);
  if (account === null) {
    return (
      <div className="hf-row">
        {button("Make an account with these roles", "create", why("createAccount"), "primary")}
        {button("Change the roles only", "roles", whyNoRoles)}
      </div>
    );
  }
  return (
    <div className="hf-row">
      {button("Change the roles", "roles", whyNoRoles, "primary")}
      {button("New password…", "reset", why("resetAccount"))}
      {button("New password and no second factors…", "reset-factors", why("resetAccount"))}
      {account.disabledAt === null
        ? button("Disable the account", "disable", why("disableAccount"), "danger")
        : button("Enable the account", "enable", why("enableAccount"))}
    </div>
  );
}

/** The roles and the account of one person, and what can be done about them. */
export function PersonAccessDialog(props: Props) {
  const { access, onClose } = props;
  const [wanted, setWanted] = useState<ReadonlySet<Role>>(new Set(access.roles));
  const [reason, setReason] = useState("");
  const change = useChanges(props, wanted, reason);
  const refuse = useRefusal();
  const why = (operation: Operation) =>
    refuse(operation) ?? (reason.trim() === "" ? "Say why: it stands in the log." : null);
  const { grant, revoke } = changesOf(access, wanted);
  const toggle = (one: Role) => {
    const next = new Set(wanted);
    if (!next.delete(one)) next.add(one);
    setWanted(next);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={access.title}
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <div className="hf-stack">
        {access.grants === null ? (
          <p className="hf-dim">
            Was never given or refused a role, and has those of everybody. With the first change they are
            given by name.
          </p>
        ) : null}
        <RoleChoices access={access} wanted={wanted} onToggle={toggle} />
        <Textarea
          label="Why"
          description="Stands in the log with your name."
          rows={2}
          maxLength={10_000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemNotice error={change.error} title="It was not done" />
        {change.data == null ? null : <Link link={change.data} />}
        <Buttons
          access={access}
          isSame={grant.length + revoke.length === 0}
          why={why}
          onChange={(what) => change.mutate(what)}
        />
      </div>
    </Modal>
  );
}
