import type { ProposalDifferences } from "../../api/proposals.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { Difference, type DifferenceLayout } from "../document/difference.tsx";
import { severityKinds } from "../document/found-list.tsx";

type Props = { readonly differences: ProposalDifferences };

/** More documents than this are not drawn at once. */
const shownMax = 100;

const directions = {
  worse: { kind: "warning", word: "worse" },
  better: { kind: "ok", word: "better" },
  changed: { kind: "not-verified", word: "changed" },
} as const;

/** What it does to the estate: protection, objectives, plans. */
export function Effects({ differences: { effects } }: Props) {
  return (
    <Panel title="Effect on the estate">
      {effects.length === 0 ? (
        <p className="panel-body hf-dim">None on objectives, protection, recovery or plans.</p>
      ) : null}
      {effects.map((section) => (
        <section key={section.id} className="panel-body" aria-label={section.title}>
          <h3>{section.title}</h3>
          <ul>
            {section.effects.map(({ ref, direction, text }) => (
              <li key={`${ref} ${text}`}>
                <StatusMark {...directions[direction]} /> <bdi>{ref}</bdi>: <bdi>{text}</bdi>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

/** What the checker finds anew, and what it finds no more. */
export function CheckDifference({ differences: { check } }: Props) {
  const { added, fixed, kept } = check;
  return (
    <Panel
      title="Findings"
      aside={
        <span className="hf-dim">
          {added.length} new, {fixed.length} fixed, {kept} as before
        </span>
      }
    >
      <ul className="document-list">
        {added.map(({ code, severity, message, file, line, column }) => (
          <li key={`${code} ${file} ${line} ${column} ${message}`} className="document-row">
            <span>
              <StatusMark kind={severityKinds[severity]} word={`new ${severity}`} /> <bdi>{message}</bdi>
            </span>
            <span className="hf-dim">
              {code}, {file}:{line}
            </span>
          </li>
        ))}
        {fixed.map(({ code, message, file, line, column }) => (
          <li key={`${code} ${file} ${line} ${column} ${message}`} className="document-row">
            <span>
              <StatusMark kind="ok" word="fixed" /> <bdi>{message}</bdi>
            </span>
            <span className="hf-dim">
              {code}, {file}:{line}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type TextProps = Props & { readonly layout: DifferenceLayout };

/** What it does to the texts, document by document. */
export function TextDifferences({ differences: { documents }, layout }: TextProps) {
  return (
    <Panel title="Texts" aside={<span className="hf-dim">{documents.length}</span>}>
      <div className="panel-body">
        {documents.slice(0, shownMax).map(({ ref, file, change, lines, conflict }) => (
          <section key={ref ?? file} className="document-part hf-stack" aria-label={ref ?? file}>
            <h3>
              <bdi>{ref ?? file}</bdi> <span className="hf-dim">{change}</span>
            </h3>
            {conflict === null ? null : (
              <Notice tone="warning" title="In conflict with what was published since">
                <span>{conflict.reason}</span>
                {conflict.text === null ? null : <pre className="hf-pre document-text">{conflict.text}</pre>}
              </Notice>
            )}
            <Difference lines={lines} label={`Difference of ${ref ?? file}`} layout={layout} />
          </section>
        ))}
        {documents.length > shownMax ? (
          <p className="hf-dim">{`and ${documents.length - shownMax} documents more: holdfast proposal review shows all`}</p>
        ) : null}
      </div>
    </Panel>
  );
}

/** What it does, in numbers: so that nobody decides without having seen that there is something to see. */
export function differenceWords({ effects, check }: ProposalDifferences): string {
  const all = effects.flatMap((section) => section.effects);
  const worse = all.filter(({ direction }) => direction === "worse").length;
  const better = all.filter(({ direction }) => direction === "better").length;
  const errors = check.errors.length === 0 ? [] : [`${check.errors.length} errors stop it`];
  return [
    `${worse} worse and ${better} better on the estate`,
    `${check.added.length} new findings, ${check.fixed.length} fixed`,
    ...errors,
  ].join("; ");
}
