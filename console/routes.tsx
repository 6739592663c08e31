import { createRootRoute, createRoute, createRouter } from "@tanstack/react-router";
import { HomePage } from "./features/home/home-page.tsx";
import { LabPage } from "./features/lab/lab-page.tsx";
import { RunPage } from "./features/run/run-page.tsx";
import { LostPage } from "./features/shell/lost-page.tsx";
import { Shell } from "./features/shell/shell.tsx";
import { parseRunSearch, paths } from "./paths.ts";

/** The map of the console: every page there is. */
const root = createRootRoute({ component: Shell, notFoundComponent: LostPage });

const home = createRoute({ getParentRoute: () => root, path: paths.home, component: HomePage });

const lab = createRoute({ getParentRoute: () => root, path: paths.lab, component: LabPage });

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
  routeTree: root.addChildren([home, lab, run]),
  defaultNotFoundComponent: LostPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
