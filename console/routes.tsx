import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { parseForecastListSearch, parseForecastSearch } from "./features/forecast/forecast-search.ts";
import { parseObjectivesSearch } from "./features/objectives/objectives-search.ts";
import { parseDetectionSearch } from "./features/detection/detection-search.ts";
import { parseEstateSearch } from "./features/estate/estate-search.ts";
import { parseFindingsSearch } from "./features/findings/findings-search.ts";
import { parseHomeSearch } from "./features/home/home-search.ts";
import { LostPage } from "./features/shell/lost-page.tsx";
import { PageFailure } from "./features/shell/page-failure.tsx";
import { Shell } from "./features/shell/shell.tsx";
import { parseMapSearch } from "./features/map/map-search.ts";
import {
  parseAccessSearch,
  parseDocumentSearch,
  parseDocumentsSearch,
  parseEditSearch,
  parsePrintSearch,
  parseProposalSearch,
  parseProposalsSearch,
  parseRunSearch,
  parseRunsSearch,
  paths,
} from "./paths.ts";
import { PageSkeleton } from "./ui/skeleton.tsx";

/**
 * The map of the console: every page there is. Each page is loaded when somebody goes there, and reads
 * its own address (`getRouteApi(paths.…)`). `remountDeps` where another address is another page:
 * nothing typed or opened on one shows on the other.
 */
const root = createRootRoute({ component: Shell, notFoundComponent: LostPage });
const under = { getParentRoute: () => root } as const;

const home = createRoute({
  ...under,
  path: paths.home,
  validateSearch: parseHomeSearch,
  component: lazyRouteComponent(() => import("./features/home/home-page.tsx"), "HomePage"),
});

const map = createRoute({
  ...under,
  path: paths.map,
  validateSearch: parseMapSearch,
  component: lazyRouteComponent(() => import("./features/map/map-page.tsx"), "MapPage"),
});

const incidents = createRoute({
  ...under,
  path: paths.incidents,
  component: lazyRouteComponent(() => import("./features/incidents/incidents-page.tsx"), "IncidentsPage"),
});

const incident = createRoute({
  ...under,
  path: paths.incident,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./features/incident/incident-page.tsx"), "IncidentPage"),
});

const detection = createRoute({
  ...under,
  path: paths.detection,
  validateSearch: parseDetectionSearch,
  component: lazyRouteComponent(() => import("./features/detection/detection-page.tsx"), "DetectionPage"),
});

const documents = createRoute({
  ...under,
  path: paths.documents,
  validateSearch: parseDocumentsSearch,
  component: lazyRouteComponent(() => import("./features/document/documents-page.tsx"), "DocumentsPage"),
});

const documentNew = createRoute({
  ...under,
  path: paths.documentNew,
  validateSearch: parseEditSearch,
  remountDeps: ({ search }) => [search.kind, search.draft],
  component: lazyRouteComponent(() => import("./features/document/new-page.tsx"), "NewPage"),
});

const document = createRoute({
  ...under,
  path: paths.document,
  validateSearch: parseDocumentSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./features/document/document-page.tsx"), "DocumentPage"),
});

const documentEdit = createRoute({
  ...under,
  path: paths.documentEdit,
  validateSearch: parseEditSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./features/document/edit-page.tsx"), "EditPage"),
});

const proposals = createRoute({
  ...under,
  path: paths.proposals,
  validateSearch: parseProposalsSearch,
  component: lazyRouteComponent(() => import("./features/proposal/proposals-page.tsx"), "ProposalsPage"),
});

const proposalNew = createRoute({
  ...under,
  path: paths.proposalNew,
  component: lazyRouteComponent(() => import("./features/proposal/propose-page.tsx"), "ProposePage"),
});

const proposal = createRoute({
  ...under,
  path: paths.proposal,
  validateSearch: parseProposalSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./features/proposal/proposal-page.tsx"), "ProposalPage"),
});

const estate = createRoute({
  ...under,
  path: paths.estate,
  validateSearch: parseEstateSearch,
  component: lazyRouteComponent(() => import("./features/estate/estate-page.tsx"), "EstatePage"),
});

const entity = createRoute({
  ...under,
  path: paths.entity,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./features/entity/entity-page.tsx"), "EntityPage"),
});

const findings = createRoute({
  ...under,
  path: paths.findings,
  validateSearch: parseFindingsSearch,
  component: lazyRouteComponent(() => import("./features/findings/findings-page.tsx"), "FindingsPage"),
});

const runs = createRoute({
  ...under,
  path: paths.runs,
  validateSearch: parseRunsSearch,
  component: lazyRouteComponent(() => import("./features/runs/runs-page.tsx"), "RunsPage"),
});

const runPrint = createRoute({
  ...under,
  path: paths.runPrint,
  validateSearch: parsePrintSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./features/run/print/run-print-page.tsx"), "RunPrintPage"),
});

const forecast = createRoute({
  ...under,
  path: paths.forecast,
  validateSearch: parseForecastListSearch,
  component: lazyRouteComponent(
    () => import("./features/forecast/forecast-list-page.tsx"),
    "ForecastListPage",
  ),
});

const forecastRunbook = createRoute({
  ...under,
  path: paths.forecastRunbook,
  validateSearch: parseForecastSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./features/forecast/forecast-page.tsx"), "ForecastPage"),
});

const objectives = createRoute({
  ...under,
  path: paths.objectives,
  validateSearch: parseObjectivesSearch,
  component: lazyRouteComponent(() => import("./features/objectives/objectives-page.tsx"), "ObjectivesPage"),
});

const run = createRoute({
  ...under,
  path: paths.run,
  validateSearch: parseRunSearch,
  remountDeps: ({ params }) => params,
  component: lazyRouteComponent(() => import("./features/run/run-page.tsx"), "RunPage"),
});

const lab = createRoute({
  ...under,
  path: paths.lab,
  component: lazyRouteComponent(() => import("./features/lab/lab-page.tsx"), "LabPage"),
});

const signIn = createRoute({
  ...under,
  path: paths.signIn,
  component: lazyRouteComponent(() => import("./features/identity/sign-in-page.tsx"), "NoSignInPage"),
});

const account = createRoute({
  ...under,
  path: paths.account,
  component: lazyRouteComponent(() => import("./features/account/account-page.tsx"), "AccountPage"),
});

const access = createRoute({
  ...under,
  path: paths.access,
  validateSearch: parseAccessSearch,
  component: lazyRouteComponent(() => import("./features/access/access-page.tsx"), "AccessPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    map,
    incidents,
    incident,
    detection,
    estate,
    entity,
    findings,
    documents,
    documentNew,
    document,
    documentEdit,
    proposals,
    proposalNew,
    proposal,
    forecast,
    forecastRunbook,
    objectives,
    runs,
    run,
    runPrint,
    lab,
    signIn,
    account,
    access,
  ]),
  defaultPreload: "intent",
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 150,
  defaultErrorComponent: PageFailure,
  defaultNotFoundComponent: LostPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
