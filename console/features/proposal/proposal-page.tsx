import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { actorName } from "#core/model/actor.ts";
import {
  fetchProposal,
  fetchProposalDifferences,
  type Proposal,
  type ProposalDifferences,
} from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { useActor } from "../identity/actor.ts";
import { ProposalCommands } from "./proposal-commands.tsx";
import { CheckDifference, differenceWords, Effects, TextDifferences } from "./proposal-differences.tsx";
import { ReviseButton } from "./revise-button.tsx";
import "../document/document.css";

const route = getRouteApi(paths.proposal);

function Requirements({ proposal }: { readonly proposal: Proposal }) {
  return (
    <ul className="document-list">
      {proposal.requirements.map(({ owner, documents, approvedBy, note }) => (
        <li key={owner ?? "anybody"} className="document-row">
          <span>
            {owner ?? "Anybody but the authors"}{" "}
            <span className="hf-dim">
              for {documents.length > 3 ? `${documents.length} documents` : documents.join(", ")}
              {note === null ? "" : `. ${note}`}
            </span>
          </span>
          {approvedBy.length > 0 ? (
            <StatusMark kind="ok" word={`approved by ${approvedBy.join(", ")}`} />
          ) : (
            <StatusMark kind="person" word="not yet approved" />
          )}
        </li>
      ))}
    </ul>
  );
}

function Said({ proposal }: { readonly proposal: Proposal }) {
  const said = [
    ...proposal.comments.map(({ by, at, text }) => ({ by, at, text })),
    ...proposal.objections.map(({ by, at, reason }) => ({ by, at, text: `asks for changes: ${reason}` })),
    ...proposal.approvals.map(({ by, at, note }) => ({ by, at, text: `approves. ${note}` })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : 1));
  if (said.length === 0) return <p className="panel-body hf-dim">Nobody has said anything yet.</p>;
  return (
    <Panel title="What was said">
      <ul className="document-list">
        {said.map(({ by, at, text }) => (
          <li key={`${at} ${actorName(by)} ${text}`} className="document-row">
            <span>
              <bdi>{actorName(by)}</bdi>: <bdi>{text}</bdi>
            </span>
            <span className="hf-dim">
              <Instant at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const tabIds = ["effect", "findings", "texts", "said"] as const;

function Differences({
  proposal,
  differences,
}: {
  readonly proposal: Proposal;
  readonly differences: ProposalDifferences;
}) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const tab = tabIds.find((id) => id === search.tab) ?? "effect";
  const layout = search.layout === "split" ? "split" : "unified";
  const { effects, check, documents } = differences;
  const count = effects.reduce((sum, section) => sum + section.effects.length, 0);
  const views = {
    effect: <Effects differences={differences} />,
    findings: <CheckDifference differences={differences} />,
    texts: (
      <>
        <NativeSelect
          label="Layout"
          value={layout}
          onChange={(event) =>
            void navigate({ search: { tab: "texts", layout: event.currentTarget.value }, replace: true })
          }
        >
          <option value="unified">one below the other</option>
          <option value="split">side by side</option>
        </NativeSelect>
        <TextDifferences differences={differences} layout={layout} />
      </>
    ),
    said: <Said proposal={proposal} />,
  };
  return (
    <Tabs
      label="What it does"
      tabs={[
        { id: "effect", label: "Effect on the estate", count },
        { id: "findings", label: "Findings", count: check.added.length + check.fixed.length },
        { id: "texts", label: "Texts", count: documents.length },
        {
          id: "said",
          label: "What was said",
          count: proposal.comments.length + proposal.objections.length + proposal.approvals.length,
        },
      ]}
      selected={tab}
      onSelect={(id) => void navigate({ search: (before) => ({ ...before, tab: id }), replace: true })}
    >
      <div className="hf-stack">{views[tab]}</div>
    </Tabs>
  );
}

const statusKinds = { open: "running", published: "ok", withdrawn: "overridden" } as const;

function Found({ proposal }: { readonly proposal: Proposal }) {
  const actor = useActor();
  const { id, content, version, status } = proposal;
  const differences = useQuery({
    queryKey: queryKeys.proposalDifferences(id, content, version),
    queryFn: () => fetchProposalDifferences(actor, id),
    placeholderData: (before) => before,
  });
  return (
    <>
      <Panel title="Who has to approve it">
        <div className="panel-body">
          <Facts
            rows={[
              ["Reason", <bdi>{proposal.reason}</bdi>],
              ["By", proposal.authors.map(actorName).join(", ")],
              ["Made on", `publication ${proposal.base}`],
              ["Published as", proposal.publishedAs === null ? null : `publication ${proposal.publishedAs}`],
            ]}
          />
        </div>
        <Requirements proposal={proposal} />
      </Panel>
      <ProblemNotice error={differences.error} title="What it does cannot be told" />
      {differences.data === undefined ? (
        differences.error ? null : (
          <Skeleton label="Looking at what it does" lines={2} rows={5} />
        )
      ) : (
        <Differences proposal={proposal} differences={differences.data} />
      )}
      {status === "open" ? (
        <Panel
          title="Decide"
          aside={
            <span className="hf-dim">
              {differences.data === undefined
                ? "what it does is still looked at"
                : differenceWords(differences.data)}
            </span>
          }
        >
          <ProposalCommands proposal={proposal}>
            {differences.data === undefined ? null : (
              <ReviseButton proposal={proposal} differences={differences.data} />
            )}
          </ProposalCommands>
        </Panel>
      ) : null}
    </>
  );
}

/** Answers: what would this change do to texts, findings and the estate, and who has to agree? */
export function ProposalPage() {
  const { id } = route.useParams();
  const actor = useActor();
  const found = useQuery({
    queryKey: queryKeys.proposal(id, actor),
    queryFn: () => fetchProposal(actor, id),
    placeholderData: (before) => before,
  });
  const proposal = found.data;
  return (
    <div className="shell-page hf-stack">
      <PageHeader
        title={proposal?.title ?? "Proposal"}
        crumbs={[<Link to={paths.documents}>Documents</Link>, <Link to={paths.proposals}>Proposals</Link>]}
        {...(proposal === undefined
          ? {}
          : { aside: <StatusMark kind={statusKinds[proposal.status]} word={proposal.status} /> })}
      />
      <ProblemNotice error={found.error} title="The proposal cannot be read" />
      {proposal === undefined ? (
        found.error ? null : (
          <Skeleton label="Reading the proposal" lines={3} rows={5} />
        )
      ) : (
        <Found proposal={proposal} />
      )}
    </div>
  );
}
