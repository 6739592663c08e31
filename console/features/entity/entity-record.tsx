import type { Json } from "#core/model/json.ts";
import { isJsonObject } from "#core/model/json.ts";
import { parseRef } from "#core/model/ref.ts";
import type { Entity, EntityMention } from "../../api/entities.ts";
import { Facts } from "../../ui/facts.tsx";
import { Panel } from "../../ui/panel.tsx";
import { kindWords } from "./kind-words.ts";
import { RefLink } from "./ref-link.tsx";

/** What stands elsewhere on the page. */
const shownElsewhere: ReadonlySet<string> = new Set([
  "dependsOn",
  "owner",
  "description",
  "contacts",
  "exposure",
]);

function Value({ value }: { readonly value: Json }) {
  if (typeof value === "string") return <RefLink to={value} />;
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return (value as readonly string[]).map((item) => (
      <span key={item} className="entity-inline">
        <RefLink to={item} />
      </span>
    ));
  }
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  if (entries.length > 0 && entries.every(([, item]) => item === null || typeof item !== "object")) {
    return entries.map(([name, item]) => (
      <span key={name} className="entity-inline">
        <span className="hf-dim">{parseRef(name) === null ? name : <RefLink to={name} />}</span>{" "}
        <Value value={item ?? null} />
      </span>
    ));
  }
  return (
    <span className="hf-dim">
      {Array.isArray(value) ? `${value.length} entries` : `${entries.length} fields`}
    </span>
  );
}

/** What its document says of it, field by field. */
export function EntityRecord({ spec }: Pick<Entity, "spec">) {
  const fields = Object.entries(spec).filter(([name]) => !shownElsewhere.has(name));
  if (fields.length === 0) return null;
  return (
    <Panel title="What its document says">
      <div className="panel-body">
        <Facts
          rows={fields.map(([name, value]) => [name, <Value key={name} value={value ?? null} />] as const)}
        />
      </div>
    </Panel>
  );
}

const shownMost = 60;

/** Other documents that name it, by what they are. */
export function EntityMentions({ mentions }: { readonly mentions: readonly EntityMention[] }) {
  if (mentions.length === 0) return null;
  const kinds = [...new Set(mentions.map(({ kind }) => kind))];
  return (
    <Panel title="Named by" aside={<span className="hf-dim">{mentions.length}</span>}>
      <div className="panel-body">
        <Facts
          rows={kinds.map((kind) => {
            const own = mentions.filter((mention) => mention.kind === kind);
            const words = kind in kindWords ? kindWords[kind as keyof typeof kindWords].many : kind;
            return [
              words,
              <span key={kind}>
                {own.slice(0, shownMost).map(({ ref, title, fields }) => (
                  <span key={ref} className="entity-inline" title={fields.join(", ")}>
                    <RefLink to={ref} title={title} isKindKnown />{" "}
                    <span className="hf-dim hf-small">{fields[0]}</span>
                  </span>
                ))}
                {own.length > shownMost ? (
                  <span className="hf-dim">and {own.length - shownMost} more</span>
                ) : null}
              </span>,
            ] as const;
          })}
        />
      </div>
    </Panel>
  );
}
