import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { DocumentPage } from "./features/document/document-page.tsx";
import { DocumentsPage } from "./features/document/documents-page.tsx";
import { HomePage } from "./features/home/home-page.tsx";
import { LabPage } from "./features/lab/lab-page.tsx";
import { ProposalPage } from "./features/proposal/proposal-page.tsx";
import { RunPage } from "./features/run/run-page.tsx";
import { LostPage } from "./features/shell/lost-page.tsx";
import { Shell } from "./features/shell/shell.tsx";
import { parseRunSearch, paths } from "./paths.ts";

/** The map of the console: every page there is. */
const root = createRootRoute({ component: Shell, notFoundComponent: LostPage });

const home = createRoute({ getParentRoute: () => root, path: paths.home, component: HomePage });

const lab = createRoute({ getParentRoute: () => root, path: paths.lab, component: LabPage });

const documents = createRoute({
  getParentRoute: () => root,
  path: paths.documents,
  component: DocumentsPage,
});

const document = createRoute({
  getParentRoute: () => root,
  path: paths.document,
  component: function Document() {
    const { ref } = document.useParams();
    return <DocumentPage key={ref} target={ref} />;
  },
});

const proposal = createRoute({
  getParentRoute: () => root,
  path: paths.proposal,
  component: function Proposal() {
    const { id } = proposal.useParams();
    return <ProposalPage key={id} id={id} />;
  },
});

const EntityPage = lazyRouteComponent(() => import("./features/entity/entity-page.tsx"), "EntityPage");

const entity = createRoute({
  getParentRoute: () => root,
  path: paths.entity,
  component: function Entity() {
    const { ref } = entity.useParams();
    return <EntityPage key={ref} target={ref} />;
  },
});

const run = createRoute({
  getParentRoute: () => root,
  path: paths.run,
  validateSearch: parseRunSearch,
  component: function Run() {
    const { id } = run.useParams();
    // Another run is another page: nothing typed or opened on one shows on the other.
    return <RunPage key={id} id={id} search={run.useSearch()} />;
  },
});

export const router = createRouter({
  routeTree: root.addChildren([home, lab, documents, document, proposal, entity, run]),
  defaultNotFoundComponent: LostPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
