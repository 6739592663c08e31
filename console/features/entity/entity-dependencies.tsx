import type { Entity, EntityRelation } from "../../api/entities.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "./ref-link.tsx";
import { relationWords } from "./relation-words.ts";

/** More than this is a list of its own: the map shows them all. */
const shownMost = 100;

function Members({ members }: Pick<EntityRelation, "members">) {
  return members.map(({ ref, title, isMissing }) => (
    <span key={ref} className="entity-inline">
      <RefLink to={ref} title={title} />
      {isMissing ? (
        <>
          {" "}
          <StatusMark kind="failed" word="no document" />
        </>
      ) : null}
    </span>
  ));
}

function Relations({ relations }: { readonly relations: readonly EntityRelation[] }) {
  return (
    <>
      <ul className="entity-lines">
        {relations.slice(0, shownMost).map((relation, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: relations have no name, and come in the order of the document
          <li key={index}>
            <span>
              <Members members={relation.members} />
            </span>
            <span className="hf-dim">{relationWords(relation)}</span>
          </li>
        ))}
      </ul>
      {relations.length > shownMost ? (
        <p className="panel-body hf-dim">and {relations.length - shownMost} more, on the map</p>
      ) : null}
    </>
  );
}

/** What it relies on, and what relies on it. */
export function EntityDependencies({ relations }: Pick<Entity, "relations">) {
  const { reliesOn, reliedOnBy } = relations;
  return (
    <div className="entity-pair">
      <Panel title="Relies on" aside={<span className="hf-dim">{reliesOn.length}</span>}>
        {reliesOn.length === 0 ? (
          <EmptyState title="Nothing is declared">
            <p>
              Under <code>dependsOn</code> its document says what it is down without (
              <code>component:db</code>), degraded without (
              <code>{"{ on: service:advice, need: soft }"}</code>), or of what so many have to be there (
              <code>{"{ anyOf: [vendor:a, vendor:b], atLeast: 1 }"}</code>).
            </p>
          </EmptyState>
        ) : (
          <Relations relations={reliesOn} />
        )}
      </Panel>
      <Panel title="Relied on by" aside={<span className="hf-dim">{reliedOnBy.length}</span>}>
        {reliedOnBy.length === 0 ? (
          <p className="panel-body hf-dim">No document says that it relies on this.</p>
        ) : (
          <Relations relations={reliedOnBy} />
        )}
      </Panel>
    </div>
  );
}
