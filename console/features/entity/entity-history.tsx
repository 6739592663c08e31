import { Link } from "@tanstack/react-router";
import { actorName } from "#core/model/actor.ts";
import type { PublishedDocument } from "../../api/documents.ts";
import type { Entity } from "../../api/entities.ts";
import { paths } from "../../paths.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { runStatus } from "../run/step-status.ts";
import { PageLink } from "./page-link.tsx";

const shownMost = 12;

/** Runs that had to do with it, the newest first. */
export function EntityRuns({ runs }: Pick<Entity, "runs">) {
  return (
    <Panel
      title="Runs"
      aside={
        <PageLink to={paths.runs} isOnlyLink>
          all runs
        </PageLink>
      }
    >
      {runs.length === 0 ? (
        <p className="panel-body hf-dim">
          No run had to do with it. A rehearsal changes nothing and shows whether it would work.
        </p>
      ) : (
        <ul className="entity-lines">
          {runs.map((run) => (
            <li key={run.id}>
              <span>
                <Link to={paths.run} params={{ id: run.id }}>
                  <bdi>{run.title}</bdi>
                </Link>{" "}
                <span className="hf-dim">{run.mode}</span>
              </span>
              <span>
                <StatusMark {...runStatus(run.status, run.result)} />{" "}
                <span className="hf-dim">
                  <Instant at={run.startedAt} />
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** How its document came to be what it is. */
export function EntityRevisions({ document }: { readonly document: PublishedDocument }) {
  const { history, summary } = document;
  return (
    <Panel
      title="Revisions"
      aside={
        <Link to={paths.document} params={{ ref: summary.ref }}>
          what each changed
        </Link>
      }
    >
      <ul className="entity-lines">
        {history.slice(0, shownMost).map(({ number, title, at, by, proposal }) => (
          <li key={number}>
            <span>
              {proposal === null ? (
                <bdi>{title}</bdi>
              ) : (
                <PageLink to={paths.proposal} params={{ id: proposal }}>
                  <bdi>{title}</bdi>
                </PageLink>
              )}
            </span>
            <span className="hf-dim">
              publication {number}, <bdi>{actorName(by)}</bdi>, <Instant at={at} />
            </span>
          </li>
        ))}
      </ul>
      {history.length > shownMost ? (
        <p className="panel-body hf-dim">and {history.length - shownMost} more</p>
      ) : null}
    </Panel>
  );
}
