import { useQuery } from "@tanstack/react-query";
import { fetchStale } from "../../api/documents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { PageLink } from "../entity/page-link.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";

const shownMost = 5;

/** What is stale: parts of plans that rely on something that was changed since somebody looked. Nothing where nothing is. */
export function StalePanel() {
  const actor = useActor();
  const stale = useQuery({ queryKey: queryKeys.stale(actor), queryFn: () => fetchStale(actor) });
  const parts = stale.data ?? [];
  if (parts.length === 0 && !stale.error) return null;
  return (
    <Panel title="Stale" aside={<PageLink to={paths.documents}>{parts.length} to review</PageLink>}>
      <div className="panel-body hf-stack">
        <ProblemNotice error={stale.error} title="What is stale cannot be read" />
        <ul className="home-lines">
          {parts.slice(0, shownMost).map(({ document, part, title, reasons }) => (
            <li key={`${document} ${part}`}>
              <span>
                <RefLink to={document} /> <bdi>{title}</bdi>
              </span>
              <span className="hf-dim">
                {reasons[0] === undefined ? null : (
                  <>
                    since <RefLink to={reasons[0].ref} /> changed
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
