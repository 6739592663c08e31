import { getRouteApi, Link } from "@tanstack/react-router";
import { actorName } from "#core/model/actor.ts";
import type { Incident } from "../../api/incidents.ts";
import { paths } from "../../paths.ts";
import { Ago } from "../../ui/instant.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { PageSkeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { ModeFrame } from "../run/mode-frame.tsx";
import { CalloutPanel } from "./callout-panel.tsx";
import { DeclarationPanel } from "./declaration-panel.tsx";
import { DeskPanel } from "./desk-panel.tsx";
import { FactsPanel } from "./facts-panel.tsx";
import { incidentMark } from "./incident-mark.ts";
import { useIncident } from "./incident-queries.ts";
import { LogPanel } from "./log-panel.tsx";
import { TasksPanel } from "./tasks-panel.tsx";
import { UpdatesPanel } from "./updates-panel.tsx";
import { ClocksPanel, RolesPanel, WorkPanel } from "./work-panels.tsx";
import "./incident.css";

const route = getRouteApi(paths.incident);

function Head({ incident }: { readonly incident: Incident }) {
  const { title, status, severity, openedAt, openedBy, services, components } = incident;
  return (
    <PageHeader
      title={title}
      crumbs={[
        <Link key="all" to={paths.incidents}>
          Incidents
        </Link>,
      ]}
      aside={<StatusMark {...incidentMark(status, severity?.severity ?? null)} />}
      lead={
        <>
          Opened <Ago at={openedAt} /> by <bdi>{actorName(openedBy)}</bdi>
          {[...services, ...components].map((ref) => (
            <span key={ref}>
              {" · "}
              <RefLink to={ref} />
            </span>
          ))}
        </>
      }
    />
  );
}

/** What is known, until when may we wait, who comes, and what is due? */
export function IncidentPage() {
  const { id } = route.useParams();
  const { data: incident, error } = useIncident(id);
  if (incident === undefined) {
    return error === null ? (
      <PageSkeleton />
    ) : (
      <ProblemNotice error={error} title="The incident cannot be read" />
    );
  }
  return (
    <ModeFrame mode={incident.mode === "exercise" ? "rehearsal" : "live"}>
      <div className="shell-page">
        <Head incident={incident} />
        <div className="incident-columns">
          <div className="incident-column">
            <DeskPanel incident={incident} />
            <DeclarationPanel incident={incident} />
            <CalloutPanel incident={incident} />
            <RolesPanel incident={incident} />
            <TasksPanel incident={incident} />
            <WorkPanel incident={incident} />
          </div>
          <div className="incident-column">
            <FactsPanel incident={incident} />
            <ClocksPanel incident={incident} />
            <UpdatesPanel incident={incident} />
            <LogPanel incident={id} />
          </div>
        </div>
      </div>
    </ModeFrame>
  );
}
