import type { Entity } from "../../api/entities.ts";
import { Panel } from "../../ui/panel.tsx";
import { RefLink } from "./ref-link.tsx";

type Contact = Entity["relations"]["contacts"][number];

function Way({ contact }: { readonly contact: Contact }) {
  const { phone, email } = contact;
  if (phone === null && email === null) return <span className="hf-dim">no telephone, no mail</span>;
  return (
    <>
      {phone === null ? null : (
        <a className="entity-inline" href={`tel:${phone.replaceAll(/[^+\d]/g, "")}`}>
          <bdi>{phone}</bdi>
        </a>
      )}
      {email === null ? null : (
        <a className="entity-inline" href={`mailto:${encodeURIComponent(email).replaceAll("%40", "@")}`}>
          <bdi>{email}</bdi>
        </a>
      )}
    </>
  );
}

/** Who can be called about it. */
export function EntityContacts({
  relations,
  owner,
}: Pick<Entity, "relations"> & { readonly owner: string | null }) {
  const { contacts } = relations;
  return (
    <Panel title="People" aside={owner === null ? null : <RefLink to={owner} />}>
      {contacts.length === 0 ? (
        <p className="panel-body hf-dim">
          {owner === null
            ? "Nobody owns it: add owner: team:NAME to its spec."
            : "Nobody can be called: its owner has no people, or they are not described."}
        </p>
      ) : (
        <ul className="entity-lines">
          {contacts.map((contact) => (
            <li key={contact.ref ?? `${contact.title} ${contact.phone} ${contact.email}`}>
              <span>
                {contact.ref === null ? (
                  <bdi>{contact.title ?? "somebody"}</bdi>
                ) : (
                  <RefLink to={contact.ref} title={contact.title} isKindKnown />
                )}{" "}
                {contact.role === null ? null : <span className="hf-dim">{contact.role}</span>}
              </span>
              <span>
                <Way contact={contact} />{" "}
                <span className="hf-dim hf-small">
                  {contact.confirmedOn === null ? "never confirmed" : `confirmed ${contact.confirmedOn}`}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
