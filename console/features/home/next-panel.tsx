import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fetchAgenda } from "../../api/entities.ts";
import { fetchProposals } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { PageLink } from "../entity/page-link.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";
import { dayDistance, overdueCount } from "./next-days.ts";

const days = 60;
const shownMost = 8;

function Proposals() {
  const actor = useActor();
  const proposals = useQuery({
    queryKey: queryKeys.proposalList(actor),
    queryFn: () => fetchProposals(actor),
  });
  const open = (proposals.data ?? []).filter(({ status }) => status === "open");
  return (
    <>
      <ProblemNotice error={proposals.error} title="The proposals cannot be read" />
      {open.slice(0, 5).map(({ id, title, authors }) => (
        <li key={id}>
          <span>
            <StatusMark kind="person" word="proposal" />{" "}
            <PageLink to={paths.proposal} params={{ id }}>
              <bdi>{title}</bdi>
            </PageLink>
          </span>
          <span className="hf-dim">
            waits for review, {authors.length === 1 ? "1 author" : `${authors.length} authors`}
          </span>
        </li>
      ))}
    </>
  );
}

/** What is next: proposals that wait, what is overdue, and what is due in the next weeks. */
export function NextPanel() {
  const actor = useActor();
  const [isWhole, setWhole] = useState(false);
  const agenda = useQuery({
    queryKey: queryKeys.agenda(days, actor),
    queryFn: () => fetchAgenda(actor, days),
  });
  const items = agenda.data?.items ?? [];
  const today = agenda.data?.today ?? "";
  const overdue = overdueCount(items, today);
  return (
    <Panel title="Next" aside={overdue > 0 ? <StatusMark kind="failed" word={`${overdue} overdue`} /> : null}>
      <div className="panel-body hf-stack">
        <ProblemNotice error={agenda.error} title="What is due cannot be read" />
        {agenda.data === undefined && !agenda.error ? (
          <Skeleton label="Reading what is due" lines={3} />
        ) : null}
        <ul className="home-lines">
          <Proposals />
          {(isWhole ? items : items.slice(0, shownMost)).map(({ type, on, ref, title, what }) => (
            <li key={`${type} ${ref} ${what}`}>
              <span>
                <RefLink to={ref} title={title} /> <bdi>{what}</bdi>
              </span>
              <span className={on < today ? "home-overdue" : "hf-dim"} title={on}>
                {on < today ? "✕ " : ""}
                {dayDistance(on, today)}
              </span>
            </li>
          ))}
        </ul>
        {agenda.data !== undefined && items.length === 0 ? (
          <p className="hf-dim">
            No exercise, contract, approval, assumption or review has a day within the next {days} days.
          </p>
        ) : null}
        {items.length > shownMost ? (
          <button
            type="button"
            className="hf-button"
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? "Show the next ones only" : `Show all ${items.length} of the next ${days} days`}
          </button>
        ) : null}
      </div>
    </Panel>
  );
}
