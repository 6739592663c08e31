import { actorName } from "#core/model/actor.ts";
import type { PublishedDocument } from "../../api/documents.ts";
import { paths } from "../../paths.ts";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { StaleParts } from "../document/stale-parts.tsx";
import { SeverityMark } from "../findings/severity.tsx";
import { PageLink } from "./page-link.tsx";

const marks = { valid: "ok", superseded: "warning", expired: "warning" } as const;

/** What is wrong with its document, what waits for a review, and what was signed. */
export function EntityAttention({ document }: { readonly document: PublishedDocument }) {
  const { diagnostics, stale, signOffs, summary } = document;
  return (
    <>
      <Panel title="Findings" aside={<span className="hf-dim">{diagnostics.length}</span>}>
        {diagnostics.length === 0 ? (
          <p className="panel-body hf-dim">The checker finds nothing to complain about here.</p>
        ) : (
          <ul className="entity-lines">
            {diagnostics.map(({ severity, message, help, code, line, file }) => (
              <li key={`${file}:${line} ${code} ${message}`}>
                <span>
                  <SeverityMark severity={severity} /> <bdi>{message}</bdi>
                  {help === null ? null : <span className="hf-dim entity-help">{help}</span>}
                </span>
                <span>
                  <PageLink to={paths.findings} search={{ code, explain: code }}>
                    {code}
                  </PageLink>{" "}
                  <PageLink to={paths.documentEdit} params={{ ref: summary.ref }} search={{ line }}>
                    line {line}
                  </PageLink>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {stale.length === 0 ? null : (
        <Panel title="Stale">
          <StaleParts parts={stale} />
        </Panel>
      )}
      {signOffs.length === 0 ? null : (
        <Panel title="Signatures">
          <ul className="entity-lines">
            {signOffs.map((signOff) => (
              <li key={`${signOff.at} ${signOff.revision}`}>
                <bdi>{actorName(signOff.by)}</bdi>
                <span>
                  <StatusMark kind={marks[signOff.status]} word={signOff.status} />{" "}
                  <span className="hf-dim">
                    {signOff.expiresOn === null ? "until it changes" : `until ${signOff.expiresOn}`}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
